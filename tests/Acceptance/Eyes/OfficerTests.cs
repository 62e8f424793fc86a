using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ChildLink.Tests.Acceptance.City;

namespace ChildLink.Tests.Acceptance.Eyes;

/// <summary>The privacy officer finds every look at a child, and can prove that the log was not changed since.</summary>
public sealed class OfficerTests(ServedCity city)
{
    [Fact]
    public async Task The_log_of_a_child_holds_four_looks_with_role_purpose_and_fields()
    {
        var steward = await city.Door.AskAsync(Who.Steward(city.Run), $"/v1/children/{city.Child}/result");
        var analyst = await city.Door.AskAsync(Who.Analyst(city.Run), $"/v1/children/{city.Pseudonym}/factors");
        var narrower = await city.Door.AskAsync(Who.Narrower(city.Run), $"/v1/children/{city.Child}");
        var school = await city.Door.AskAsync(Who.School(city.School), $"/v1/children/{city.Child}/result");

        var log = (await city.Door.AskAsync(Who.Officer, $"/v1/access-log?child={city.Child}&limit=4")).Ok();
        var entries = log.Items.Reverse().ToList();
        entries.Select(e => e.GetProperty("requestId").GetString())
            .ShouldBe([steward.RequestId, analyst.RequestId, narrower.RequestId, school.RequestId]);
        Check(entries[0], "steward", "share-decision", "", $"run:{city.Run}", "GET /v1/children/{id}/result",
            "child.id=clear", "child.name=withheld", "result.run=clear", "result.points=coarse", "result.rank=clear", "result.matched=withheld", "result.reasons=coarse");
        Check(entries[1], "analyst", "screening", "", $"run:{city.Run}", "GET /v1/children/{id}/factors",
            "child.id=coarse", "child.name=withheld", "result.run=clear", "result.factors=coarse");
        Check(entries[2], "narrower", "narrowing", "", $"run:{city.Run}", "GET /v1/children/{id}",
            "child.id=clear", "child.name=clear", "child.kana=clear", "child.birth-date=clear", "child.sex=clear", "child.school-age=clear",
            "child.school=clear", "child.grade=clear", "child.class=clear", "child.address=clear", "child.household=clear");
        Check(entries[3], "user-entity", "child-support", city.School, "", "GET /v1/children/{id}/result",
            "child.id=clear", "child.name=clear", "result.run=withheld", "result.points=coarse", "result.rank=withheld", "result.matched=withheld", "result.reasons=coarse");
    }

    [Fact]
    public async Task The_officer_sees_no_child()
    {
        (await city.Door.AskAsync(Who.Officer, "/v1/children")).Problem(403, "operation-not-allowed");
        (await city.Door.AskAsync(Who.Officer, $"/v1/children/{city.Child}")).Problem(403, "operation-not-allowed");
    }

    [Fact]
    public async Task A_refusal_stands_in_the_log()
    {
        var refused = await city.Door.AskAsync(Who.Officer, "/v1/shares");
        var entry = (await city.Door.AskAsync(Who.Officer, "/v1/access-log?outcome=refused&limit=1")).Ok().Items[0];
        entry.GetProperty("requestId").GetString().ShouldBe(refused.RequestId);
        entry.GetProperty("outcome").GetString().ShouldBe("refused:operation-not-allowed");
        entry.GetProperty("rows").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task An_entry_is_proven_to_stand_under_a_signed_checkpoint()
    {
        await city.Door.AskAsync(Who.Narrower(city.Run), $"/v1/children/{city.Child}");
        var sequence = (await city.Door.AskAsync(Who.Officer, $"/v1/access-log?child={city.Child}&limit=1")).Ok().Items[0].GetProperty("sequence").GetInt64();
        var inclusion = await InclusionAsync(sequence);
        var root = RootOf(
            sequence, inclusion.GetProperty("treeSize").GetInt64(), Convert.FromHexString(inclusion.GetProperty("leaf").GetString()!),
            [.. inclusion.GetProperty("path").EnumerateArray().Select(h => Convert.FromHexString(h.GetString()!))]);

        // A note: origin, size, root; then signatures. The same note lies in a file outside the database.
        var note = inclusion.GetProperty("checkpoint").GetString()!;
        var lines = note.Split('\n');
        lines[0].ShouldBe($"childlink-access-log/{ServedCity.Code}");
        lines[1].ShouldBe(inclusion.GetProperty("treeSize").GetInt64().ToString(CultureInfo.InvariantCulture));
        Convert.FromBase64String(lines[2]).ShouldBe(root);
        Directory.EnumerateFiles(city.Home.At("checkpoints", ServedCity.Code)).Select(File.ReadAllText).ShouldContain(t => t.Contains(note));
    }

    [Fact]
    public async Task An_entry_tells_whose_rows_it_held()
    {
        var look = await city.Door.AskAsync(Who.Narrower(city.Run), "/v1/children?fields=id");
        var sequence = (await city.Door.AskAsync(Who.Officer, "/v1/access-log?role=narrower&limit=1")).Ok().Items[0].GetProperty("sequence").GetInt64();
        var entry = (await city.Door.AskAsync(Who.Officer, $"/v1/access-log/{sequence}")).Ok().Json;
        entry.GetProperty("requestId").GetString().ShouldBe(look.RequestId);
        entry.GetProperty("subjectIds").EnumerateArray().Select(s => s.GetGuid()).ShouldBe(look.Items.Select(c => c.GetProperty("id").GetGuid()));
    }

    private static void Check(JsonElement entry, string role, string purpose, string institution, string context, string operation, params string[] fields)
    {
        entry.GetProperty("role").GetString().ShouldBe(role);
        entry.GetProperty("purpose").GetString().ShouldBe(purpose);
        entry.GetProperty("institution").GetString().ShouldBe(institution);
        entry.GetProperty("context").GetString().ShouldBe(context);
        entry.GetProperty("operation").GetString().ShouldBe(operation);
        entry.GetProperty("outcome").GetString().ShouldBe("released");
        entry.GetProperty("rows").GetInt64().ShouldBe(1);
        entry.GetProperty("fields").EnumerateArray().Select(f => f.GetString()).ShouldBe(fields, ignoreOrder: true);
    }

    /// <summary>Checkpoints come once a second at most.</summary>
    private async Task<JsonElement> InclusionAsync(long sequence)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            var entry = (await city.Door.AskAsync(Who.Officer, $"/v1/access-log/{sequence}?proof=true")).Ok().Json;
            if (entry.GetProperty("inclusion") is { ValueKind: JsonValueKind.Object } inclusion)
                return inclusion;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("No checkpoint covers the entry.");
    }

    /// <summary>RFC 9162 section 2.1.3.2, written out anew.</summary>
    private static byte[] RootOf(long index, long size, byte[] leaf, IReadOnlyList<byte[]> path)
    {
        var (node, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            last.ShouldBePositive();
            if ((node & 1) == 1 || node == last)
            {
                hash = SHA256.HashData([1, .. sibling, .. hash]);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
            {
                hash = SHA256.HashData([1, .. hash, .. sibling]);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        last.ShouldBe(0);
        return hash;
    }
}
