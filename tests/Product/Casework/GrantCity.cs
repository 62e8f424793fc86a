using System.Text;
using System.Text.Json.Nodes;
using ChildLink.Casework.Grants;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Privacy.Policy;
using ChildLink.Privacy.Sealing;
using ChildLink.Records.Intake;
using ChildLink.Records.Provisions;
using ChildLink.Tests.Product.Screening;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;
using ChildLink.Views.Grants;
using Case = ChildLink.Casework.Cases.Case;

namespace ChildLink.Tests.Product.Casework;

/// <summary>A planted city with one child of school 1001, its case, and records that were taken in and could be granted.</summary>
internal sealed class GrantCity : IAsyncDisposable
{
    public const string Teeth = "checkup-3y.decayed-teeth";
    /// <summary>Who is named by a grant, and acts for the school where a test names nobody else.</summary>
    public const string Teacher = "test-user-entity";

    public const string Absent = "attendance.absent";
    public const string Reason = "秘密の理由";
    public const string Trigger = "協議会の求めの言葉";

    /// <summary>What is stored of the child, for leaks to be searched for.</summary>
    public const string Stored = "17";

    private GrantCity(CaseCity cases)
    {
        Cases = cases;
        Use(cases.Planted.City.City, cases.Planted.City.Policy);
    }

    public CaseCity Cases { get; }

    public ViewCity Planted => Cases.Planted;

    public Guid Child { get; private set; }

    public Case Case { get; private set; } = null!;

    public GrantBook Book { get; private set; } = null!;

    public GrantViews Views { get; private set; } = null!;

    public ReceivedGrantViews Received { get; private set; } = null!;

    public DateTimeOffset Now
    {
        get => Planted.City.Time.Now;
        set => Planted.City.Time.Now = value;
    }

    public Caller Staff => Cases.Staff(CaseCity.Worker, Case.Id);

    public Caller Second => Cases.Staff(CaseCity.Second, Case.Id);

    public GrantRequest Request => new(Teeth, "APPI-69-1", "1001", [Teacher], Trigger, Reason, null, Now.AddDays(30));

    public static async Task<GrantCity> CreateAsync(CancellationToken ct)
    {
        var city = new GrantCity(await CaseCity.CreateAsync(ct));
        var planted = await city.Planted.AddChildAsync(1, ct);
        var inner = city.Planted.City;
        // The register names people by code, and so do the records.
        city.Child = new SubjectIds(inner.Keys.Derive("subjects", inner.City.Code)).Of(SubjectKind.Resident, "0000000001");
        await city.Planted.RunAsync("update vault.residents set resident_id = $2 where resident_id = $1", ct, planted, city.Child);
        await city.Planted.RunAsync("update read.results set resident_id = $2 where resident_id = $1", ct, planted, city.Child);
        using var files = new TownFiles();
        files.Write(inner.City, "checkup-3y", "乳幼児健診_3歳児.csv", "宛名番号,受診日,肥満度,未処置歯", $"0000000001,2019-06-01,3.5,{Stored}", "0000000002,2019-06-01,1.5,3");
        files.Write(inner.City, "attendance", "shukketsu_1001_202411.csv", "学年,組,番号,氏名,授業日数,出席日数,欠席日数", "3,1,5,印名1号,20,11,9", "3,1,6,別人,20,18,2");
        var taken = await inner.ImportAsync(ct, files.Folder);
        taken.ShouldAllBe(o => o is DeliveryOutcome.Taken, string.Join('\n', taken));
        await city.EmployAsync(Teacher, ct);
        city.Case = await city.Cases.OpenAsync(city.Child, ct);
        return city;
    }

    /// <summary>Makes somebody staff of school 1001.</summary>
    public Task EmployAsync(string person, CancellationToken ct) => Planted.RunAsync("""
        insert into read.assignments (tenant_id, id, issuer, person, role, institution, purposes, valid_from, valid_until, granted_by, approved_by)
        values ('152242', gen_random_uuid(), 'urn:childlink:test', $1, 'user-entity', '1001', '{child-support}', '2024-01-01', '2031-01-01', 'a', 'b')
        """, ct, person);

    /// <summary>Goes on under another law.</summary>
    public void Use(City city, DecisionTable policy)
    {
        var inner = Planted.City;
        Book = new GrantBook(inner.Database.Source, city, inner.Keys, inner.Time);
        Views = new GrantViews(inner.Database.Source, policy, inner.Keys, city, inner.Time);
        Received = new ReceivedGrantViews(inner.Database.Source, policy, inner.Keys, city, inner.Time);
    }

    public Caller School(string code = "1001", string? person = null) => Planted.City.Caller("user-entity", "child-support", institution: code, person: person);

    public async Task<Grant> ProposedAsync(CancellationToken ct, GrantRequest? request = null) =>
        Done(await Book.ProposeAsync(Staff, request ?? Request, Unlogged, ct));

    public async Task<Grant> ApprovedAsync(CancellationToken ct, GrantRequest? request = null)
    {
        var proposed = await ProposedAsync(ct, request);
        return Done(await Book.ApproveAsync(Second, proposed.Id, proposed.Version, Unlogged, ct));
    }

    /// <summary>What a caller is shown of a child: items with their values, or null for a child that is not there.</summary>
    public async Task<JsonArray?> ItemsAsync(Caller caller, CancellationToken ct, Guid? child = null)
    {
        using var scope = Planted.City.Gateway.Open(caller, "GET /v1/children/{id}/granted-items", Guid.NewGuid());
        var (found, fault) = await Received.ReadAsync(scope, (child ?? Child).ToString("D"), ct);
        if (found is null)
        {
            fault.ShouldBeOfType<ViewOutcome.NotFound>();
            await scope.RefuseAsync("not-found", ct);
            return null;
        }

        scope.Json.WriteStartArray();
        foreach (var item in found.Items)
        {
            scope.Json.WriteStartObject();
            scope.Json.WriteString("item", item.Grant.Item);
            scope.Json.WriteStartArray("values");
            foreach (var value in item.Values)
            {
                scope.Json.WriteStringValue($"{value.Day:yyyy-MM-dd} {value.Period}");
                value.Write(scope);
            }

            scope.Json.WriteEndArray();
            scope.Json.WriteEndObject();
        }

        scope.Json.WriteEndArray();
        return JsonNode.Parse(Encoding.UTF8.GetString((await scope.ReleaseAsync(ct)).Span))!.AsArray();
    }

    /// <summary>Identities of the grants that a caller is told of.</summary>
    public async Task<IReadOnlyList<Guid>> ReceivedAsync(Caller caller, CancellationToken ct)
    {
        using var scope = Planted.City.Gateway.Open(caller, "GET /v1/received-grants", Guid.NewGuid());
        return [.. (await Received.ListAsync(scope, ct)).Grants!.Select(g => g.Id)];
    }

    /// <summary>Sees to it that a caller is told nothing, as if there were no grant.</summary>
    public async Task NothingAsync(Caller caller, CancellationToken ct, bool isOwn = true)
    {
        (await ReceivedAsync(caller, ct)).ShouldBeEmpty();
        var items = await ItemsAsync(caller, ct);
        if (isOwn)
            items.ShouldNotBeNull().ShouldBeEmpty();
        else
            items.ShouldBeNull();
    }

    /// <summary>Sees to it that a caller is shown the stored value.</summary>
    public async Task SeenAsync(Caller caller, CancellationToken ct) =>
        (await ItemsAsync(caller, ct)).ShouldNotBeNull().ShouldHaveSingleItem()!["values"]!.AsArray().Select(v => v!.GetValue<string>()).ShouldContain(Stored);

    public static Grant Done(GrantOutcome outcome) => outcome.ShouldBeOfType<GrantOutcome.Done>(outcome.ToString()).Grant;

    public static Task Unlogged(Grant grant, CancellationToken ct) => Task.CompletedTask;

    public ValueTask DisposeAsync() => Cases.DisposeAsync();
}
