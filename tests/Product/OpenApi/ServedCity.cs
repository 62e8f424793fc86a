using ChildLink.Api;
using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Tests.Product.Database;
using Microsoft.AspNetCore.Builder;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>The whole server of a municipality, on loopback, with a fresh database.</summary>
public sealed class ServedCity : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Municipality municipality;
    private readonly string home;

    private ServedCity(TestDatabase database, Municipality municipality, string home, WebApplication app)
    {
        this.database = database;
        this.municipality = municipality;
        this.home = home;
        App = app;
    }

    public WebApplication App { get; }

    public HttpClient Client { get; } = new();

    /// <param name="synthetic">Whether the database counts as a cluster that is marked synthetic.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ServedCity> StartAsync(bool synthetic, CancellationToken ct)
    {
        var database = await TestDatabase.CreateAsync(ct);
        var home = Directory.CreateTempSubdirectory("childlink-served-").FullName;
        var cluster = Guid.NewGuid();
        var place = new MunicipalityPlace
        {
            Code = "152242",
            ConnectionString = database.ConnectionString,
            SyntheticCluster = synthetic ? cluster : null,
            Policies = RepositoryFolders.Policies,
            CityFolder = Path.Combine(RepositoryFolders.Policies, "municipalities", "152242"),
            Keys = Path.Combine(home, "keys"),
            Checkpoints = Path.Combine(home, "checkpoints"),
        };
        var opened = (await Municipality.OpenAsync(place, TimeProvider.System, ct)).ShouldBeOfType<Opening.Opened>();
        var judge = TokenJudge.Of(new TokenTrust.Development(DevelopmentIssuer.Open(home, cluster)), place.Code, TimeProvider.System);
        var city = new ServedCity(database, opened.Municipality, home, ApiServer.Build(opened.Municipality, judge, "http://127.0.0.1:0"));
        await city.App.StartAsync(ct);
        city.Client.BaseAddress = new Uri(city.App.Urls.First());
        return city;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await municipality.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }
}
