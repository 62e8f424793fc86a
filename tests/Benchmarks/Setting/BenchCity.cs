using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Cli.Synthesis;
using ChildLink.Privacy.Access;
using ChildLink.Records.Intake;
using ChildLink.Screening.Runs;

namespace ChildLink.Benchmarks.Setting;

/// <summary>An invented city and the people who work on it.</summary>
internal sealed class BenchCity(Municipality municipality)
{
    private const int Seed = 1;
    private static readonly DateOnly Day = new(2025, 1, 10);

    /// <summary>Writes the raw files of a city; equal numbers of children give equal bytes.</summary>
    public static void Synthesize(int children, string folder, CancellationToken ct) =>
        CitySynthesizer.Write(new CitySize(children, Seed, Day), folder, progress: null, ct);

    /// <summary>Takes raw files in; answers how many rows they held.</summary>
    public async Task<long> ImportAsync(string folder, CancellationToken ct)
    {
        var steward = await CallerAsync("steward", "steering", ct);
        var outcomes = await municipality.Importer.ImportAsync(steward, [folder], dryRun: false, progress: null, ct);
        return outcomes.OfType<DeliveryOutcome.Taken>().Sum(t => t.Counts.Records);
    }

    /// <summary>Links and screens; answers the run.</summary>
    public async Task<Guid> ScreenAsync(CancellationToken ct)
    {
        var steward = await CallerAsync("steward", "steering", ct);
        await municipality.Linker.LinkAsync(steward, ct);
        return await municipality.Screening.RunAsync(steward, "beppu-top", asOf: null, progress: null, ct) is ScreeningOutcome.Done done
            ? done.Run.Id
            : throw new InvalidOperationException("Nobody was screened.");
    }

    /// <summary>A development token, and the assignment it rests on.</summary>
    public async Task<string> TokenAsync(string role, string purpose, CancellationToken ct)
    {
        var issuer = Issuer();
        await CallerAsync(role, purpose, ct);
        return issuer.Issue(
            new DevelopmentTokenRequest(PersonOf(role), municipality.Code, role, Institution: null, [purpose], DevelopmentIssuer.LongestLifetime),
            municipality.Time.GetUtcNow());
    }

    /// <summary>Who judges such tokens.</summary>
    public TokenJudge Judge() => TokenJudge.Of(new TokenTrust.Development(Issuer()), municipality.Code, municipality.Time);

    private static string PersonOf(string role) => $"bench-{role}";

    private DevelopmentIssuer Issuer() =>
        DevelopmentIssuer.Open(Path.GetDirectoryName(municipality.Place.Checkpoints)!, municipality.Place.SyntheticCluster!.Value);

    /// <summary>Somebody who is assigned a role and was admitted.</summary>
    public async Task<Caller> CallerAsync(string role, string purpose, CancellationToken ct, string? institution = null)
    {
        var now = municipality.Time.GetUtcNow();
        var identity = new Identity(Issuer().Issuer, PersonOf(role), MultiFactor: true, role, institution, [purpose]);
        var held = await municipality.Assignments.OfPersonAsync(municipality.Code, identity.Issuer, identity.Person, ct);
        if (held.Count == 0)
        {
            var assignment = new Assignment(
                Guid.CreateVersion7(now), identity.Issuer, identity.Person, role, institution, [purpose], now, now.AddDays(1), "bench-grantor", "bench-approver", EndedAt: null);
            await municipality.Assignments.AddAsync(
                municipality.Code, municipality.Policy, assignment,
                token => municipality.Gateway.RecordSelfAsync(assignment.Id, municipality.Code, identity, "bench assign", token), ct);
            held = [assignment];
        }

        return Admission.Judge(municipality.Policy, municipality.Code, identity, held, purpose, context: null, now) is Admission.Admitted admitted
            ? admitted.Caller
            : throw new InvalidOperationException("The policy does not admit the callers of the benchmark.");
    }
}
