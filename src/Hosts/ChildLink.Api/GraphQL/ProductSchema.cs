using System.Text;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Jobs;
using ChildLink.Api.GraphQL.Resolvers;
using ChildLink.Api.GraphQL.Resolvers.Cases;
using ChildLink.Api.Problems;
using ChildLink.GraphQL.Execution;
using ChildLink.GraphQL.Types;

namespace ChildLink.Api.GraphQL;

/// <summary>The schema of the product, bound to one municipality. Made once; disposing stops work that was started through it.</summary>
public sealed class ProductSchema : IAsyncDisposable
{
    /// <summary>Name of the directive on root fields whose arguments name a person: they are refused over GET.</summary>
    public const string PostOnly = "postOnly";

    private const string Resource = "ChildLink.Api.GraphQL.schema.graphql";

    private readonly JobBoard board;

    private ProductSchema(ExecutableSchema executable, JobBoard board, IReadOnlySet<string> aboutPolicy)
    {
        Executable = executable;
        AboutPolicy = aboutPolicy;
        this.board = board;
    }

    /// <summary>What requests run against.</summary>
    public ExecutableSchema Executable { get; }

    /// <summary>Root fields that show or adopt the policy itself.</summary>
    public IReadOnlySet<string> AboutPolicy { get; }

    /// <summary>The schema as it is written, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Sdl { get; } = Load();

    /// <summary>The text that clients generate their code from, in UTF-8: the same that is published beside the OpenAPI document.</summary>
    public static byte[] TextOf(ChildLink.GraphQL.Types.Schema schema) => Encoding.UTF8.GetBytes(SchemaPrinter.Print(schema));

    /// <summary>Binds the schema to a municipality.</summary>
    /// <param name="municipality">What is served.</param>
    /// <param name="report">Told of faults of background work: the fault and the job.</param>
    /// <exception cref="SchemaBindingException">Schema and resolvers do not fit: the server does not start.</exception>
    public static ProductSchema Of(Municipality municipality, Action<Exception, Guid>? report = null)
    {
        ArgumentNullException.ThrowIfNull(municipality);
        var made = SchemaMaker.Make(Sdl);
        if (made.Schema is not { } schema)
            throw new SchemaBindingException([.. made.Errors.Select(e => e.Message)]);
        var board = new JobBoard(municipality.Time, (fault, job) =>
        {
            report?.Invoke(fault, job);
            return FaultReport.ProblemOf(fault);
        });
        var map = Bind(municipality, board);
        return new ProductSchema(
            ExecutableSchema.Create(schema, map.Resolvers), board,
            map.Roots.Where(r => r.Operation is { AboutPolicy: true }).Select(r => r.Name).ToHashSet(StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => board.DisposeAsync();

    private static SchemaMap Bind(Municipality municipality, JobBoard board)
    {
        var map = new SchemaMap();
        var rows = new Rows();
        PageResolvers.BindPageInfo(map);
        CommandResolvers.BindErrors(map);
        new ChildResolvers(municipality, rows).Bind(map);
        var dossiers = new DossierResolvers(municipality, rows);
        dossiers.Bind(map);
        new NarrowingResolvers(municipality).Bind(map);
        new SheetResolvers(municipality).Bind(map);
        new FreezeResolvers(municipality).Bind(map);
        new FigureResolvers(municipality).Bind(map);
        new InquiryResolvers(municipality, rows).Bind(map);
        new CardResolvers(municipality, rows, dossiers).Bind(map);
        new RunResolvers(municipality, rows).Bind(map);
        new ModelResolvers(municipality).Bind(map);
        new ShareResolvers(municipality).Bind(map);
        new CaseResolvers(municipality, rows).Bind(map);
        new CaseCommandResolvers(municipality).Bind(map);
        new ConferenceResolvers(municipality).Bind(map);
        new GrantResolvers(municipality).Bind(map);
        new AssignmentResolvers(municipality).Bind(map);
        new AssignmentBatchResolvers(municipality).Bind(map);
        new ConflictResolvers(municipality).Bind(map);
        new StatusResolvers(municipality).Bind(map);
        new EmergencyResolvers(municipality).Bind(map);
        new DeliveryResolvers(municipality).Bind(map);
        new SubmissionResolvers(municipality).Bind(map);
        new AccessLogResolvers(municipality).Bind(map);
        new PolicyResolvers(municipality).Bind(map);
        new AdoptionResolvers(municipality).Bind(map);
        new JobResolvers(municipality, board).Bind(map);
        new SubscriptionResolvers(municipality, board, rows).Bind(map);
        new MeResolvers(municipality).Bind(map);
        map.Resolvers.BindScalar("Date", TextScalar.Date).BindScalar("DateTime", TextScalar.DateTime).BindScalar("UUID", TextScalar.Uuid)
            .BindScalar("Long", new LongScalar());
        return map;
    }

    private static byte[] Load()
    {
        using var stream = typeof(ProductSchema).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
