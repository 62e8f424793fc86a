using System.Text.Json;
using ChildLink.Api.Composition;
using ChildLink.Cli.Commands.Access;
using ChildLink.Privacy.Access;
using ChildLink.Views.Children;

namespace ChildLink.Cli.Commands.Demonstration;

/// <summary>One candidate as two roles name it.</summary>
/// <param name="Run">The run.</param>
/// <param name="Id">Identity, as steward, narrower and school know it.</param>
/// <param name="Pseudonym">Identity as the analyst knows it under this run.</param>
/// <param name="School">School code.</param>
internal sealed record Candidate(Guid Run, Guid Id, string Pseudonym, string School);

/// <summary>Finds a candidate to show by asking like any client: through views, gateway and log.</summary>
internal sealed class CandidateLook(Desk desk)
{
    /// <summary>The first candidate of the run that goes to a school of the city; null when there is none.</summary>
    public async Task<Candidate?> FindAsync(Guid run, CancellationToken ct)
    {
        using var seen = await AskAsync("steward", "share-decision", run, ["id", "schoolCode", "rank"], ct);
        foreach (var child in seen.RootElement.GetProperty("items").EnumerateArray())
        {
            if (child.GetProperty("schoolCode").GetString() is not { Length: > 0 } school)
                continue;
            var rank = child.GetProperty("rank").GetInt64();
            if (await PseudonymAsync(run, rank, ct) is { } pseudonym)
                return new Candidate(run, child.GetProperty("id").GetGuid(), pseudonym, school);
        }

        return null;
    }

    private async Task<string?> PseudonymAsync(Guid run, long rank, CancellationToken ct)
    {
        using var seen = await AskAsync("analyst", "screening", run, ["id", "rank"], ct);
        return seen.RootElement.GetProperty("items").EnumerateArray()
            .Where(c => c.GetProperty("rank").GetInt64() == rank).Select(c => c.GetProperty("id").GetString()).FirstOrDefault();
    }

    private async Task<JsonDocument> AskAsync(string role, string purpose, Guid run, string[] fields, CancellationToken ct)
    {
        const string operation = "demo candidates";
        var caller = await desk.ActAsync(token: null, role, purpose, new AccessContext("run", run), operation, ct);
        var municipality = desk.Municipality;
        using var scope = municipality.Gateway.Open(caller, operation, Guid.CreateVersion7(municipality.Time.GetUtcNow()));
        var outcome = await municipality.Children.WritePageAsync(scope, new ChildQuery(fields, OnlyCandidates: true, Size: ChildQuery.LargestPage), ct);
        if (outcome is not ViewOutcome.Written)
            throw new InvalidOperationException($"The policy of the demonstration does not let the role {role} list candidates.");
        // A copy: the scope clears its buffer when it ends.
        return JsonDocument.Parse((await scope.ReleaseAsync(ct)).ToArray());
    }
}
