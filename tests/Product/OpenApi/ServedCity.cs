using System.Net;
using ChildLink.Api;
using ChildLink.Api.Authentication;
using ChildLink.Api.Composition;
using ChildLink.Api.GraphQL.Transport;
using ChildLink.Tests.Product.Database;
using Microsoft.AspNetCore.Builder;

namespace ChildLink.Tests.Product.OpenApi;

/// <summary>The whole server of a municipality, on loopback, with a fresh database.</summary>
public sealed class ServedCity : IAsyncDisposable
{
    private readonly string home;

    private ServedCity(TestDatabase database, Municipality municipality, DevelopmentIssuer issuer, string home, WebApplication app)
    {
        Database = database;
        Municipality = municipality;
        Issuer = issuer;
        this.home = home;
        App = app;
    }

    public TestDatabase Database { get; }

    public Municipality Municipality { get; }

    /// <summary>Whose tokens the server believes.</summary>
    public DevelopmentIssuer Issuer { get; }

    public WebApplication App { get; }

    public HttpClient Client { get; } = new();

    /// <param name="synthetic">Whether the database counts as a cluster that is marked synthetic.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="served">What the GraphQL door serves instead of the product's schema.</param>
    /// <param name="graphQL">Limits of that door.</param>
    /// <param name="database">A database that the caller made; it goes with the city.</param>
    /// <param name="policies">Folder of a policy that two people must adopt; the repository's, which nobody has to, where none is given.</param>
    /// <param name="time">The municipality's clock; the system's where none is given.</param>
    /// <param name="trust">Whose tokens the server believes; those of its development issuer where none is given.</param>
    public static async Task<ServedCity> StartAsync(bool synthetic, CancellationToken ct, ServedSchema? served = null, GraphQLOptions? graphQL = null, TimeProvider? time = null, TestDatabase? database = null, string? policies = null, TokenTrust? trust = null)
    {
        database ??= await TestDatabase.CreateAsync(ct);
        var home = Directory.CreateTempSubdirectory("childlink-served-").FullName;
        var cluster = Guid.NewGuid();
        var place = new MunicipalityPlace
        {
            Code = "152242",
            ConnectionString = database.ConnectionString,
            SyntheticCluster = synthetic ? cluster : null,
            Policies = policies ?? RepositoryFolders.Policies,
            CityFolder = Path.Combine(policies ?? RepositoryFolders.Policies, "municipalities", "152242"),
            RequiresAdoption = policies is not null && synthetic,
            WaivesAdoption = policies is null,
            Keys = Path.Combine(home, "keys"),
            Checkpoints = Path.Combine(home, "checkpoints"),
        };
        var opening = await Municipality.OpenAsync(place, time ?? TimeProvider.System, ct);
        var opened = opening.ShouldBeOfType<Opening.Opened>(opening.ToString());
        var issuer = DevelopmentIssuer.Open(home, cluster);
        var judge = trust is TokenTrust.Provider provider
            ? TokenJudge.Of(provider, place.Code, TimeProvider.System)
            : TokenJudge.Of(new TokenTrust.Development(issuer), place.Code, TimeProvider.System);
        var city = new ServedCity(database, opened.Municipality, issuer, home, ApiServer.Build(opened.Municipality, judge, new IPEndPoint(IPAddress.Loopback, 0), graphQL, served));
        await city.App.StartAsync(ct);
        city.Client.BaseAddress = new Uri(city.App.Urls.First());
        return city;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await Municipality.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(home, recursive: true);
    }
}
