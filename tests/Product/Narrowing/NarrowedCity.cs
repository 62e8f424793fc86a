using System.Text;
using ChildLink.Casework.Inquiries;
using ChildLink.Casework.Narrowing;
using ChildLink.Casework.Narrowing.Rules;
using ChildLink.EventStore.Streams;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;
using ChildLink.Views.Narrowing;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>The planted city with rules, steps and cards.</summary>
internal sealed class NarrowedCity : IAsyncDisposable
{
    private NarrowedCity(ViewCity view, NarrowingRules rules)
    {
        View = view;
        Book = new NarrowingBook(view.City.Database.Source, view.City.Gateway, view.City.Keys, view.City.Time);
        Lists = new NarrowingLists(view.City.Database.Source, rules, view.City.City);
        Cards = new CardViews(view.City.Database.Source, view.City.Policy, view.City.Keys, view.City.City, view.City.Time);
        Sheets = new NarrowingSheets(view.City.Database.Source, Lists, Book, view.City.Policy, view.City.Keys, view.City.City, view.City.Time);
        Inquiries = new InquiryBook(view.City.Database.Source, InquiryForms.Load(view.City.City), view.City.Gateway, view.City.Keys, view.City.Time);
        InquiryViews = new InquiryViews(view.City.Database.Source, view.City.Policy, view.City.Keys, view.City.City, view.City.Time);
        Pupils = new PupilSheets(view.City.Database.Source, Inquiries, view.City.Policy, view.City.Keys, view.City.City, view.City.Time);
    }

    public ViewCity View { get; }

    public NarrowingBook Book { get; }

    public NarrowingLists Lists { get; }

    public CardViews Cards { get; }

    public NarrowingSheets Sheets { get; }

    public InquiryBook Inquiries { get; }

    public InquiryViews InquiryViews { get; }

    public PupilSheets Pupils { get; }

    public static async Task<NarrowedCity> CreateAsync(CancellationToken ct, NarrowingRules? rules = null)
    {
        var view = await ViewCity.CreateAsync(ct);
        return new NarrowedCity(view, rules ?? NarrowingRules.Load(view.City.City));
    }

    /// <summary>Takes a step as the narrower, without a log entry of its own.</summary>
    public Task<NarrowingOutcome> NoteAsync(Guid child, string status, string? note, long version, CancellationToken ct) =>
        Book.NoteAsync(View.Narrower, new NarrowingRequest(child, View.Run, status, note, version), (_, _) => Task.CompletedTask, ct);

    /// <summary>Names of the children that a list shows, in its order.</summary>
    public async Task<string[]> NamesAsync(string? rule, CancellationToken ct, string? list = null, string? status = null, int size = 200)
    {
        var caller = View.Narrower;
        var (filter, fault) = await Lists.PrepareAsync(caller, rule, list, status, ct);
        fault.ShouldBeNull();
        var (outcome, body) = await View.ListAsync(caller, new ChildQuery(OnlyCandidates: true, Size: size, Count: true, Narrowing: filter), ct);
        outcome.ShouldBeOfType<ViewOutcome.Written>(outcome.ToString());
        return [.. ViewCity.Items(body).Select(i => i.GetProperty("name").GetString()!)];
    }

    /// <summary>Plants a case.</summary>
    public Task AddCaseAsync(Guid child, string state, string? decision, CancellationToken ct) => View.RunAsync("""
        insert into read.cases (tenant_id, case_id, resident_id, run_id, state, class, worker, opened_at, opened_by, closed_at, version)
        values ($1, $2, $3, $4, $5, $6, 'worker', now(), 'worker', case when $5 = 'closed' then now() end, 1)
        """, ct, ViewCity.Tenant, Guid.NewGuid(), child, View.Run, state, decision);

    /// <summary>Plants a conference of the run about a child.</summary>
    public async Task AddConferenceAsync(Guid child, string state, int took, CancellationToken ct)
    {
        var id = Guid.NewGuid();
        await View.RunAsync("""
            insert into read.conferences (tenant_id, conference_id, run_id, held_at, minutes, state, chair, participants, version)
            values ($1, $2, $3, now(), 60, $4, 'test', '{}', 1)
            """, ct, ViewCity.Tenant, id, View.Run, state);
        await View.RunAsync("""
            insert into read.conference_items (tenant_id, conference_id, case_id, resident_id, item, minutes, is_first, took) values ($1, $2, $3, $4, 1, 10, true, $5)
            """, ct, ViewCity.Tenant, id, Guid.NewGuid(), child, took);
        await using var connection = await View.City.Database.Source.OpenConnectionAsync(ct);
        await new EventLog(ViewCity.Tenant, View.City.Time).AppendAsync(
            connection, "conference",
            [new NewEvent(Guid.NewGuid(), id, 1, "conference_minuted", Encoding.UTF8.GetBytes($$"""{"by":"test","item":1,"took":{{took}}}"""), "{}"u8.ToArray())], ct);
    }

    /// <summary>Plants a case of the council.</summary>
    public Task AddCouncilAsync(Guid child, DateOnly from, DateOnly? until, CancellationToken ct) => View.RunAsync(
        "insert into vault.council_cases (tenant_id, provision, key_id, resident_id, from_on, until_on) values ($1, 'council-case-register', $2, $3, $4, $5)",
        ct, ViewCity.Tenant, Guid.NewGuid(), child, from, until);

    public ValueTask DisposeAsync() => View.DisposeAsync();
}
