using System.CommandLine;
using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Api.Problems;
using ChildLink.Cli.Commands.Lifecycle;
using ChildLink.Cli.Commands.Running;
using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;

namespace ChildLink.Cli.Commands.Access;

/// <summary>One municipality opened for a command, and who acts on it: always a person with a token, a role and a purpose.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private const string TokenVariable = "CHILDLINK_TOKEN";

    /// <summary>Commands by which a second person decides: people do that themselves, through no program.</summary>
    private static readonly string[] InPerson = ["assignments approve", "erase approve", "policy propose", "policy adopt", "policy withdraw"];

    private readonly Workbench bench;

    private Desk(Workbench bench, Municipality municipality)
    {
        this.bench = bench;
        Municipality = municipality;
    }

    public Municipality Municipality { get; }

    public static Option<string?> TokenOption() => new("--token") { Description = $"Token to act with (also {TokenVariable}); a synthetic cluster issues one itself." };

    public static Option<string?> MunicipalityOption() => new("--municipality") { Description = "全国地方公共団体コード (also CHILDLINK_MUNICIPALITY); not needed where there is one municipality only." };

    /// <summary>Opens a municipality, starting the private cluster and migrating the database when needed.</summary>
    public static async Task<Desk> OpenAsync(Workbench bench, string code, CancellationToken ct)
    {
        var place = await new Installation(bench).PlaceAsync(code, ct);
        return await Municipality.OpenAsync(place, bench.Time, ct) switch
        {
            Opening.Opened opened => new Desk(bench, opened.Municipality),
            Opening.Refused refused => throw new CommandRefusedException(refused.Code, refused.Message),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
    }

    /// <summary>The development issuer of this installation.</summary>
    /// <exception cref="CommandRefusedException">Another provider is set, or the cluster is not synthetic.</exception>
    public DevelopmentStaff Staff() => Trust() is TokenTrust.Development development
        ? new DevelopmentStaff(Municipality, development.Issuer)
        : throw new CommandRefusedException("development-issuer-absent", "Only a private cluster marked synthetic issues tokens; ask your identity provider.");

    /// <summary>The judge of tokens under a trust.</summary>
    /// <exception cref="CommandRefusedException">Nobody is believed.</exception>
    public TokenJudge JudgeFor(TokenTrust trust) => trust switch
    {
        TokenTrust.Provider provider => TokenJudge.Of(provider, Municipality.Code, bench.Time),
        TokenTrust.Development development => TokenJudge.Of(development, Municipality.Code, bench.Time),
        TokenTrust.Nobody nobody => throw new CommandRefusedException("identity-provider-missing", nobody.Message),
        _ => throw new InvalidOperationException("A case without an arm."),
    };

    /// <summary>Admits whoever holds the token to a purpose. A refusal of a known person stands in the access log.</summary>
    public Task<Caller> ActAsync(string? token, string role, string purpose, AccessContext? context, string operation, CancellationToken ct) =>
        ActAsync(token, role, [purpose], context, operation, ct);

    /// <summary>
    /// Admits whoever holds the token to the first of the purposes that assignment and token carry, for operations that several roles may do.
    /// A refusal of a known person stands in the access log.
    /// </summary>
    /// <param name="token">The token, or null: then the one of the environment, or in a synthetic cluster a fresh one for <paramref name="role"/>.</param>
    /// <param name="role">Role whose development token is fetched.</param>
    /// <param name="purposes">Purposes that the operation may be done under; a development token is fetched for the first.</param>
    /// <param name="context">Context, or null.</param>
    /// <param name="operation">Name in the log.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Caller> ActAsync(
        string? token, string role, IReadOnlyList<string> purposes, AccessContext? context, string operation, CancellationToken ct)
    {
        var raw = token ?? bench.Variable(TokenVariable);
        var trust = Trust();
        if (string.IsNullOrWhiteSpace(raw) && trust is TokenTrust.Development)
            raw = (await Staff().TokenAsync(new StaffRequest(role, [purposes[0]], null), ct)).Token;
        var identity = await JudgeFor(trust).JudgeAsync(raw, ct) switch
        {
            TokenVerdict.Accepted accepted => accepted.Identity,
            TokenVerdict.Refused refused => throw new CommandRefusedException(refused.Code, $"The token was refused; give one with --token or {TokenVariable}."),
            _ => throw new InvalidOperationException("A case without an arm."),
        };
        // The policy itself can always be looked at and adopted; nothing else is opened under one that is not adopted.
        if (!operation.StartsWith("policy ", StringComparison.Ordinal) && await Municipality.ClosedAsync(ct) is { } closed)
            throw new CommandRefusedException(closed.Code, closed.English);
        var assignments = await Municipality.Assignments.OfPersonAsync(Municipality.Code, identity.Issuer, identity.Person, ct);
        var carriers = identity.Client is { } client
            ? await Municipality.Assignments.OfPersonAsync(Municipality.Code, identity.Issuer, client, ct)
            : null;
        var judged = purposes
            .Select(p => (Purpose: p, Admission: Admission.Judge(Municipality.Policy, Municipality.Code, identity, assignments, p, context, bench.Time.GetUtcNow(), carriers)))
            .ToList();
        // Where none admits, a reason that is more than "not assigned" tells more.
        var (purpose, admission) = judged.Find(static j => j.Admission is Admission.Admitted) is { Admission: not null } first ? first
            : judged.Find(static j => j.Admission is Admission.Refused { Code: not Admission.Codes.NotAssigned }) is { Admission: not null } telling ? telling
            : judged[0];
        switch (admission)
        {
            case Admission.Admitted when identity.Client is not null && InPerson.Contains(operation):
                await Municipality.Gateway.RefuseAsync(
                    Guid.CreateVersion7(bench.Time.GetUtcNow()), Municipality.Code, identity, purpose, operation, ProblemCode.PersonRequired.Code, ct);
                throw new CommandRefusedException(ProblemCode.PersonRequired.Code, ProblemCode.PersonRequired.English);
            case Admission.Admitted admitted:
                return admitted.Caller;
            case Admission.Refused refused:
                await Municipality.Gateway.RefuseAsync(Guid.CreateVersion7(bench.Time.GetUtcNow()), Municipality.Code, identity, purpose, operation, refused.Code, ct);
                throw new CommandRefusedException(refused.Code, $"Not admitted to '{operation}' for the purpose {string.Join(" or ", purposes)}.");
            default:
                throw new InvalidOperationException("A case without an arm.");
        }
    }

    /// <summary>Writes into the access log what whoever sits at this machine does to the whole, before it is done.</summary>
    public async Task RecordLocalAsync(string operation, CancellationToken ct)
    {
        var now = Municipality.Time.GetUtcNow();
        await Municipality.Log.AppendAsync(
            new DisclosureEntry(
                Guid.CreateVersion7(now), now, Municipality.Code, $"local|{Environment.UserName}", "-", "", "", "", operation, "processed",
                Municipality.Policy.Hash, [], [], 0),
            ct);
    }

    public ValueTask DisposeAsync() => Municipality.DisposeAsync();

    // A command listens on nothing: whoever runs it can read the key of the development issuer anyway.
    private TokenTrust Trust() => TokenTrust.Choose(bench.Options, Municipality.Place.SyntheticCluster, loopbackOnly: true);
}
