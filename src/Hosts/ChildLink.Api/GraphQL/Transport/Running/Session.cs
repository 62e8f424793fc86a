using ChildLink.Api.Admitting;
using ChildLink.Privacy.Access;

namespace ChildLink.Api.GraphQL.Transport.Running;

/// <summary>Who asks over a request or a connection, for what, and until when.</summary>
/// <param name="Identity">Whom the token proved.</param>
/// <param name="Use">What was declared.</param>
/// <param name="Expires">End of the token.</param>
/// <param name="Japanese">Language of problems.</param>
internal sealed record Session(Identity Identity, DeclaredUse Use, DateTimeOffset Expires, bool Japanese)
{
    /// <summary>Names the person in counts.</summary>
    public (string Issuer, string Person) Key => (Identity.Issuer, Identity.Person);
}
