using System.Collections.Frozen;
using ChildLink.Privacy.Guarding;

namespace ChildLink.Privacy.Policy;

/// <summary>Lays the rules of checked documents out as one row of cells for each role and purpose.</summary>
internal sealed class TableBuilding
{
    private readonly PolicySet set;
    private readonly FrozenDictionary<string, int> places;
    private readonly CatalogueEntry[] fields;
    private readonly AccessDecision[] withheld;
    private readonly ILookup<(string Role, string Purpose), DisclosureRule> rules;
    private readonly List<RuleOverlap> overlaps = [];

    public TableBuilding(PolicySet set)
    {
        this.set = set;
        fields = [.. set.Catalogue, .. set.Items];
        places = Enumerable.Range(0, fields.Length).ToFrozenDictionary(i => fields[i].Id, i => i, StringComparer.Ordinal);
        withheld = Array.ConvertAll(fields, f => new AccessDecision(FieldId.Of(f.Id), Disposition.Withheld, RowGuard.None, DecisionTable.Default));
        rules = set.Rules.ToLookup(r => (r.Role, r.Purpose));
    }

    public DecisionTable Table(string hash)
    {
        var rows = set.Roles.ToFrozenDictionary(
            role => role.Id, role => role.Purposes.ToFrozenDictionary(p => p.Id, p => Row(role, p), StringComparer.Ordinal), StringComparer.Ordinal);
        return new DecisionTable(hash, set, rows, overlaps, new FieldDecisions(places, withheld));
    }

    private RolePurpose Row(RoleEntry role, RolePurposeEntry purpose) => new(
        role.Id, purpose.Id, PolicyCompiler.ParseRows(purpose.Rows)!.Value, [.. purpose.Context],
            // Whatever a city writes: an emergency opens nothing for one factor alone.
            role.MultiFactor || PolicyCompiler.ParseRows(purpose.Rows) == RowScope.EmergencyHousehold,
        role.Institution == "required", Decisions(role.Id, purpose.Id, PolicyCompiler.ParseRows(purpose.Rows)!.Value));

    private FieldDecisions Decisions(string role, string purpose, RowScope rows)
    {
        var cells = (AccessDecision[])withheld.Clone();
        Dictionary<string, List<AccessDecision>>? meetings = null;
        foreach (var rule in rules[(role, purpose)])
        {
            foreach (var (field, disposition) in Opened(rule))
            {
                var place = places[field];
                var made = new AccessDecision(withheld[place].Field, disposition, PolicyCompiler.GuardOf(rule, rows, field, fields[place].Class), rule.Id);
                var before = cells[place];
                if (ReferenceEquals(before, withheld[place]))
                {
                    cells[place] = made;
                    continue;
                }

                cells[place] = MostRestrictive(before, made);
                meetings ??= new(StringComparer.Ordinal);
                if (!meetings.TryGetValue(field, out var met))
                    meetings[field] = met = [before];
                met.Add(made);
            }
        }

        foreach (var (field, met) in meetings ?? [])
        {
            var winner = met.Min(d => d.Disposition);
            overlaps.Add(new RuleOverlap(
                role, purpose, field, [.. met.Select(d => d.Rule)], winner, [.. met.Where(d => d.Disposition == winner).Select(d => d.Rule)]));
        }

        return new FieldDecisions(places, cells);
    }

    /// <summary>What a rule opens. What may be granted is said by the provisions, item by item.</summary>
    private IEnumerable<(string Field, Disposition Disposition)> Opened(DisclosureRule rule) => rule.When == PolicyCompiler.Granted
        ? set.Items.Where(i => i.Grantable).Select(i => (i.Id, Disposition.Clear))
        : rule.Clear.Select(f => (f, Disposition.Clear)).Concat(rule.Coarse.Select(f => (f, Disposition.Coarse)));

    private static AccessDecision MostRestrictive(AccessDecision a, AccessDecision b) =>
        new(a.Field, (Disposition)Math.Min((int)a.Disposition, (int)b.Disposition), a.Guard | b.Guard, $"{a.Rule}+{b.Rule}");
}
