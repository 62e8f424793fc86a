using System.Globalization;
using ChildLink.Api.GraphQL.Transport;
using ChildLink.Privacy.Erasure;

namespace ChildLink.Api.Composition;

/// <summary>What the environment says about an installation: where its files lie, which database and whose tokens it takes.</summary>
/// <remarks>A class, not a record: a record would print the connection string.</remarks>
public sealed class ChildLinkOptions
{
    /// <summary>Name of the variable with the connection string of a database that is not the private cluster's.</summary>
    public const string ConnectionVariable = "ConnectionStrings__ChildLink";

    /// <summary>Name of the variable with the address of the identity provider.</summary>
    public const string AuthorityVariable = "Auth__Authority";

    /// <summary>Name of the variable with the audience that tokens must name.</summary>
    public const string AudienceVariable = "Auth__Audience";

    /// <summary>Name of the variable with the home folder.</summary>
    public const string HomeVariable = "CHILDLINK_HOME";

    /// <summary>Name of the variable with the root folder, in which <c>policies</c> lies.</summary>
    public const string RootVariable = "CHILDLINK_ROOT";

    /// <summary>Name of the variable with the days for which backups are kept, 1 to 3650.</summary>
    public const string BackupDaysVariable = "CHILDLINK_BACKUP_DAYS";

    /// <summary>Name of the variable that asks for adoption of the policy also in a synthetic cluster: <c>required</c>.</summary>
    public const string AdoptionVariable = "CHILDLINK_ADOPTION";

    private const string DefaultHome = ".childlink";

    private string? BackupDays { get; init; }

    private Func<string, string?> Variable { get; init; } = _ => null;

    private ChildLinkOptions(string root, string home)
    {
        Root = root;
        Home = home;
    }

    /// <summary>Folder in which <c>policies</c> lies; absolute.</summary>
    public string Root { get; }

    /// <summary>Folder of everything that belongs to this installation: cluster, keys, checkpoints, own municipalities; absolute.</summary>
    public string Home { get; }

    /// <summary>Npgsql connection string, or null where the private cluster is used. Holds a password: never log it.</summary>
    public string? ConnectionString { get; private init; }

    /// <summary>Address of the identity provider, or null.</summary>
    public string? Authority { get; private init; }

    /// <summary>Audience that tokens must name, or null.</summary>
    public string? Audience { get; private init; }

    /// <summary>How long backups are kept.</summary>
    /// <exception cref="OptionInvalidException">The variable holds something else than days: a guess would promise a false date.</exception>
    public TimeSpan BackupRetention => BackupDays is null ? ErasurePromise.Default.Backups : Retention(BackupDays);

    /// <summary>Whether adoption is asked for in a synthetic cluster, too.</summary>
    /// <exception cref="OptionInvalidException">The variable holds another word.</exception>
    public bool RequiresAdoption => Text(Variable(AdoptionVariable)) switch
    {
        null => false,
        "required" => true,
        _ => throw new OptionInvalidException(AdoptionVariable, "required, or unset"),
    };

    /// <summary>Limits of the GraphQL door.</summary>
    /// <exception cref="OptionInvalidException">A variable holds what it cannot mean.</exception>
    public GraphQLOptions GraphQL => GraphQLOptions.From(Variable);

    /// <summary>Folder of the policy that every municipality shares.</summary>
    public string Policies => Path.Combine(Root, "policies");

    /// <summary>Folder of the municipalities that were added to this installation.</summary>
    public string OwnMunicipalities => Path.Combine(Home, "policies", "municipalities");

    /// <summary>Reads the options.</summary>
    /// <param name="variable">Reads an environment variable; null when unset.</param>
    /// <param name="programFolder">Folder of the program: the root is the nearest folder upwards with policies.</param>
    public static ChildLinkOptions From(Func<string, string?> variable, string programFolder)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var root = Text(variable(RootVariable)) ?? RootAbove(programFolder);
        return new ChildLinkOptions(Path.GetFullPath(root), Path.GetFullPath(Text(variable(HomeVariable)) ?? Path.Combine(root, DefaultHome)))
        {
            ConnectionString = Text(variable(ConnectionVariable)),
            Authority = Text(variable(AuthorityVariable)),
            Audience = Text(variable(AudienceVariable)),
            BackupDays = Text(variable(BackupDaysVariable)),
            Variable = variable,
        };
    }

    /// <summary>Where one municipality lies: an own folder in the home goes before the one that came with the program.</summary>
    /// <param name="code">全国地方公共団体コード, six digits.</param>
    /// <param name="connectionString">Connection string of the owner of the municipality's database.</param>
    /// <param name="syntheticCluster">Identity of the private cluster if it is marked synthetic, else null.</param>
    public MunicipalityPlace PlaceOf(string code, string connectionString, Guid? syntheticCluster)
    {
        if (!MunicipalityPlace.IsCode(code))
            throw new ArgumentException("A municipality code has six digits.", nameof(code));
        var own = Path.Combine(OwnMunicipalities, code);
        return new MunicipalityPlace
        {
            Code = code,
            ConnectionString = connectionString,
            SyntheticCluster = syntheticCluster,
            Policies = Policies,
            CityFolder = Directory.Exists(own) ? own : Path.Combine(Policies, "municipalities", code),
            Keys = Path.Combine(Home, "keys", code),
            Checkpoints = Path.Combine(Home, "checkpoints"),
            BackupRetention = BackupRetention,
            RequiresAdoption = RequiresAdoption,
        };
    }

    private static TimeSpan Retention(string days) =>
        int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 3650
            ? TimeSpan.FromDays(number)
            : throw new OptionInvalidException(BackupDaysVariable, "a whole number of days, 1 to 3650");

    private static string RootAbove(string programFolder)
    {
        for (var folder = new DirectoryInfo(programFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "policies", "roles.yaml")))
                return folder.FullName;
        }

        return programFolder;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
