using System.Globalization;
using ChildLink.Privacy;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Records.Law;

/// <summary>個別提供: which item may be given of one named child to which institution at an instant. Asks no database.</summary>
public sealed class GrantLaw(City city)
{
    private readonly GrantableItem[] all = [.. city.Provisions.SelectMany(p => p.Grants.SelectMany(g => g.Items.Select(i => new GrantableItem(p, p.Items.First(e => e.Id == i), g.Basis) { DemandsPersons = g.DemandsPersons })))];

    /// <summary>What may be given of an item to anybody, in force or not, in order of provisions.</summary>
    public IEnumerable<GrantableItem> Of(string item) => all.Where(g => g.Item.Id == item);

    /// <summary>What the provisions offer of an item, with the schools that it reaches: equal where the same grants stand and may be made.</summary>
    public IReadOnlySet<GrantOffer> OffersOf(string item) => Of(item).Select(g => new GrantOffer(
        g.Provision.Id, g.Basis.Id, g.Authority, g.Basis.Recipient, g.DemandsPersons, g.Basis.From, g.Basis.Until,
        string.Join(", ", city.Document.Schools.Where(s => Reaches(g, city.Document.Organs.Find(o => o.Id == s.Organ))).Select(s => s.Code)))).ToHashSet();

    /// <summary>What may be given to an institution at an instant.</summary>
    /// <param name="institution">Its code. One that is no school of the city, or belongs to no organ, is given nothing.</param>
    /// <param name="now">The instant: a basis that ends now carries nothing any more.</param>
    public IEnumerable<GrantableItem> To(string institution, DateTimeOffset now) => city.OrganOfSchool(institution) is { } recipient
        ? all.Where(g => g.IsInForce(now) && Reaches(g, recipient))
        : [];

    private bool Reaches(GrantableItem terms, OrganEntry? recipient) => recipient is not null
        && OrganCheck.RecipientOf(city.Document.Organs.First(o => o.Id == terms.Provision.HolderOrgan), recipient) == terms.Basis.Recipient;
}

/// <summary>Terms of an item as two policies are compared by them.</summary>
/// <param name="Provision">The provision.</param>
/// <param name="Basis">The basis.</param>
/// <param name="Authority">Statute and article.</param>
/// <param name="Recipient">How an institution must stand to the holder.</param>
/// <param name="DemandsPersons">Whether a grant names who sees it.</param>
/// <param name="From">Begin.</param>
/// <param name="Until">End, or null.</param>
/// <param name="Schools">Codes of the schools of <c>city.yaml</c> that stand so by their organ.</param>
public sealed record GrantOffer(string Provision, string Basis, string Authority, RecipientKind Recipient, bool DemandsPersons, DateTimeOffset From, DateTimeOffset? Until, string Schools)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Provision}: {Basis} {Authority}, {PolicyWords.Of(Recipient)} ({(Schools.Length == 0 ? "no school" : Schools)}), {(DemandsPersons ? "named staff" : "all staff")}, {JapanDay.Of(From):yyyy-MM-dd} to {(Until is { } end ? JapanDay.Of(end).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "no end")}");
}

/// <summary>An item that a provision may give of one named child under a basis.</summary>
/// <param name="Provision">The provision.</param>
/// <param name="Item">The item.</param>
/// <param name="Basis">The basis.</param>
public sealed record GrantableItem(Provision Provision, CatalogueEntry Item, LegalBasis Basis)
{
    /// <summary>Statute and article, as a grant keeps them: under another statute it carries nothing.</summary>
    public string Authority => AuthorityOf(Basis);

    /// <inheritdoc cref="GrantTerms.DemandsPersons"/>
    public bool DemandsPersons { get; init; }

    /// <summary>Whether basis and provision hold at an instant.</summary>
    public bool IsInForce(DateTimeOffset now) => Basis.IsInForce(now) && Provision.BasisAt(now) is not null;

    /// <summary>
    /// When the unbroken line of terms or of the provision's bases ends, whichever is first; null where neither does. Terms that follow at once
    /// under the same statute and article carry on what was granted.
    /// </summary>
    public DateTimeOffset? Ends(DateTimeOffset now) => Provision.UseEnds(now) is not { } use ? TermsEnd() : TermsEnd() is { } until && until < use ? until : use;

    private static string AuthorityOf(LegalBasis basis) => $"{basis.Statute}{basis.Article}";

    private DateTimeOffset? TermsEnd()
    {
        var end = Basis.Until;
        foreach (var next in Provision.Grants.Where(Continues).Select(g => g.Basis).OrderBy(b => b.From))
        {
            if (end is null || next.From > end)
                break;
            if (next.Until is not { } until)
                return null;
            end = until > end ? until : end;
        }

        return end;
    }

    private bool Continues(GrantTerms terms) => terms.Items.Contains(Item.Id, StringComparer.Ordinal)
        && terms.Basis.Id == Basis.Id && terms.Basis.Recipient == Basis.Recipient && AuthorityOf(terms.Basis) == Authority;
}
