using System.Text;
using System.Text.Json;
using ChildLink.Casework.Cases;
using ChildLink.Casework.Conferences;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Cases;
using Case = ChildLink.Casework.Cases.Case;

namespace ChildLink.Tests.Product.Casework;

/// <summary>A planted city with its case books, and two narrowers.</summary>
internal sealed class CaseCity : IAsyncDisposable
{
    public const string Worker = "worker-1";
    public const string Second = "worker-2";

    private CaseCity(ViewCity planted)
    {
        Planted = planted;
        var city = planted.City;
        Book = new CaseBook(city.Database.Source, city.City, city.Keys, city.Time);
        Conferences = new ConferenceBook(city.Database.Source, city.City, Book, city.Time);
        Views = new CaseViews(city.Database.Source, city.Policy, city.Keys, ViewCity.Tenant, city.Time);
        HandOvers = new HandOverViews(city.Database.Source, city.Policy, ViewCity.Tenant, city.Time);
        Packs = new ConferencePacks(Conferences, Views, planted.Views, planted.Dossiers, Book.Menu, city.City.Document.Name, city.Time);
    }

    public ViewCity Planted { get; }

    public CaseBook Book { get; }

    public ConferenceBook Conferences { get; }

    public CaseViews Views { get; }

    public HandOverViews HandOvers { get; }

    public ConferencePacks Packs { get; }

    public static async Task<CaseCity> CreateAsync(CancellationToken ct) => new(await ViewCity.CreateAsync(ct));

    /// <summary>A narrower under the context of the run.</summary>
    public Caller Narrower(string person = Worker) => Planted.City.Caller("narrower", "narrowing", context: Planted.RunContext, person: person);

    /// <summary>Case staff under a context, or for their own cases.</summary>
    public Caller Staff(string person = Worker, Guid? ofCase = null, Guid? conference = null) => Planted.City.Caller(
        "narrower", "case-work", person: person,
        context: ofCase is { } one ? new AccessContext("case", one) : conference is { } other ? new AccessContext("conference", other) : null);

    public async Task<Case> OpenAsync(Guid child, CancellationToken ct, string person = Worker) =>
        (await Book.OpenAsync(Narrower(person), new CaseOpening(child, null, null), Unlogged, ct)).ShouldBeOfType<CaseOutcome.Done>().Case;

    /// <summary>A case of a new candidate, decided as asked for by two people.</summary>
    public async Task<Case> DecidedAsync(CancellationToken ct, int number = 1, string decision = "b", Guid? child = null)
    {
        var opened = await OpenAsync(child ?? await Planted.AddChildAsync(number, ct), ct);
        var proposed = await DoneAsync(opened, new CaseCommand.Propose(opened.Version, decision, $"理由{number}", null), ct);
        return await DoneAsync(proposed, new CaseCommand.Confirm(proposed.Version), ct, Second);
    }

    /// <summary>Carries out what must succeed.</summary>
    public async Task<Case> DoneAsync(Case now, CaseCommand command, CancellationToken ct, string person = Worker)
    {
        var outcome = await DoAsync(now, command, ct, person);
        return outcome.ShouldBeOfType<CaseOutcome.Done>(outcome.ToString()).Case;
    }

    public Task<CaseOutcome> DoAsync(Case now, CaseCommand command, CancellationToken ct, string person = Worker) =>
        Book.DoAsync(Staff(person, now.Id), now.Id, command, Unlogged, ct);

    /// <summary>A plan with one measure.</summary>
    public static CaseCommand.Plan PlanOf(Case now, string goal = "安心して通える", string text = "毎朝声をかける") => new(
        now.Version, goal, new DateOnly(2025, 3, 1), [new PlannedMeasure("teacher-word", text, "1001", null, null)]);

    /// <summary>Every text of a case as a caller gets it, by version and item.</summary>
    public async Task<IReadOnlyDictionary<string, string?>> TextsAsync(Caller caller, Guid id, CancellationToken ct)
    {
        using var scope = Planted.City.Gateway.Open(caller, "test", Guid.NewGuid());
        var shown = await Views.OfAsync(scope, [id], ct);
        var files = await Views.FilesAsync(scope, shown, ct);
        scope.Json.WriteStartObject();
        foreach (var entry in files.Values.SelectMany(f => f.History))
        {
            foreach (var text in entry.Texts)
            {
                scope.Json.WritePropertyName($"{entry.Version}.{text.Item}");
                text.Write(scope);
            }
        }

        scope.Json.WriteEndObject();
        using var document = JsonDocument.Parse(await scope.ReleaseAsync(ct));
        return document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString());
    }

    /// <summary>Rows of every table of vault, read and events that hold a text.</summary>
    public async Task<long> CountAsync(string text, CancellationToken ct)
    {
        var tables = await Planted.City.Database.AskAsync<string[]>(
            "select array_agg(format('%I.%I', schemaname, tablename)) from pg_tables where schemaname in ('vault', 'read', 'events')", ct);
        long found = 0;
        foreach (var table in tables)
        {
            await using var command = Planted.City.Database.Source.CreateCommand($"select count(*) from {table} t where t::text like '%' || $1 || '%'");
            command.Parameters.Add(new() { Value = text });
            found += (long)(await command.ExecuteScalarAsync(ct))!;
        }

        return found;
    }

    public static Task Unlogged(Case changed, CancellationToken ct) => Task.CompletedTask;

    public ValueTask DisposeAsync() => Planted.DisposeAsync();
}
