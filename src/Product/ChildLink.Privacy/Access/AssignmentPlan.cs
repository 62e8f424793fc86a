using ChildLink.Privacy.Policy;

namespace ChildLink.Privacy.Access;

/// <summary>What a list of changes comes to beside what stands. Pure; judged row by row, ends before additions.</summary>
/// <param name="Changes">One for each row, in order of the rows.</param>
/// <param name="Proposals">Assignments that it proposes.</param>
/// <param name="Ends">Assignments that it ends.</param>
internal sealed record AssignmentPlan(IReadOnlyList<PlannedChange> Changes, IReadOnlyList<Assignment> Proposals, IReadOnlyList<AssignmentEnd> Ends)
{
    /// <summary>Plans a list.</summary>
    /// <param name="policy">Policy that names roles and purposes.</param>
    /// <param name="standing">Everything that was not turned down.</param>
    /// <param name="rows">The list.</param>
    /// <param name="batch">The batch that proposals name.</param>
    /// <param name="issuer">Issuer of the tokens of everybody on the list.</param>
    /// <param name="proposer"><c>sub</c> of the one who proposes.</param>
    /// <param name="now">The instant.</param>
    public static AssignmentPlan Of(
        DecisionTable policy, IReadOnlyList<Assignment> standing, IReadOnlyList<AssignmentRow> rows, Guid batch, string issuer, string proposer, DateTimeOffset now)
    {
        var work = new Work(policy, [.. standing], rows, batch, issuer, proposer, now);
        var changes = new PlannedChange[rows.Count];
        foreach (var end in new[] { true, false })
        {
            for (var i = 0; i < rows.Count; i++)
            {
                if ((rows[i].Action == AssignmentRow.EndAction) == end)
                    changes[i] = end ? work.End(rows[i]) : work.Add(rows[i]);
            }
        }

        return new AssignmentPlan(changes, work.Proposals, work.Ends);
    }

    /// <summary>How many rows come to something.</summary>
    public int Count(AssignmentChange change) => Changes.Count(c => c.Change == change);

    /// <summary>What stands once the ends have taken effect; of several ends of one assignment the first.</summary>
    public static List<Assignment> After(IEnumerable<Assignment> standing, IReadOnlyList<AssignmentEnd> ends)
    {
        var at = ends.GroupBy(e => e.Assignment).ToDictionary(e => e.Key, e => e.Min(one => one.At));
        return [.. standing.Select(a => at.TryGetValue(a.Id, out var end) && end < a.End ? a with { EndedAt = end } : a)];
    }

    private sealed class Work(
        DecisionTable policy, List<Assignment> standing, IReadOnlyList<AssignmentRow> rows, Guid batch, string issuer, string proposer, DateTimeOffset now)
    {
        private readonly Dictionary<Guid, int> rowOf = [];
        private readonly Dictionary<Guid, int> endedBy = [];

        public List<Assignment> Proposals { get; } = [];

        public List<AssignmentEnd> Ends { get; } = [];

        /// <summary>Ends everything that would stand after the day, also what begins later: who leaves does not come back by a renewal.</summary>
        public PlannedChange End(AssignmentRow row)
        {
            if (!JapanDay.IsUsable(row.Until))
                return Fault(row, "until", JapanDay.Bounds);
            var until = row.Until is { } day ? JapanDay.Start(day.AddDays(1)) : now;
            var at = until < now ? now : until;
            var held = standing.Where(a => a.State == AssignmentState.Approved && IsOf(a, row)).ToList();
            if (held.Count == 0)
                return Fault(row, "person", "holds no such assignment.");
            if (held.Find(a => endedBy.ContainsKey(a.Id)) is { } twice)
                return Fault(row, "person", $"is ended by row {endedBy[twice.Id]} already.");
            var open = held.FindAll(a => a.End > at && !IsAdded(a, at));
            if (open.Count == 0)
                return new PlannedChange(row.Row, AssignmentChange.Unchanged, held[^1].Id, null, null);
            foreach (var one in open)
            {
                standing[standing.IndexOf(one)] = one with { EndedAt = at };
                Ends.Add(new AssignmentEnd(one.Id, at));
                endedBy[one.Id] = row.Row;
            }

            return new PlannedChange(row.Row, AssignmentChange.Ended, open[0].Id, null, null);
        }

        public PlannedChange Add(AssignmentRow row)
        {
            if (row.Action != AssignmentRow.Add)
                return Fault(row, "action", $"must be {AssignmentRow.Add} or {AssignmentRow.EndAction}.");
            if (row.Until is not { } last)
                return Fault(row, "until", "must name the last day.");
            if (!JapanDay.IsUsable(last))
                return Fault(row, "until", JapanDay.Bounds);
            if (!JapanDay.IsUsable(row.From))
                return Fault(row, "from", JapanDay.Bounds);
            var from = row.From is { } first ? JapanDay.Start(first) : now;
            var until = JapanDay.Start(last.AddDays(1));
            // What was proposed or is so already stays as it is: repeating a list changes nothing. A begin left out is any.
            if (standing.Find(a => IsSaidBy(a, row, until) && a.Stands(now)) is { } same
                && !rowOf.ContainsKey(same.Id))
                return new PlannedChange(row.Row, AssignmentChange.Unchanged, same.Id, null, null);
            var proposal = new Assignment(
                Guid.CreateVersion7(now), issuer, row.Person, row.Role, row.Institution, [.. row.Purposes.Distinct(StringComparer.Ordinal)], from, until, proposer, null, null)
            {
                State = AssignmentState.Proposed,
                Batch = batch,
            };
            if (AssignmentRules.Check(policy, proposal) is { } wrong)
                return Fault(row, wrong.Field, wrong.Message);
            if (until <= now)
                return Fault(row, "until", "must lie ahead.");
            if (AssignmentRules.Meet(standing, proposal) is { } clash)
                return Fault(row, clash.Field, Rows(clash.Message));
            rowOf[proposal.Id] = row.Row;
            standing.Add(proposal);
            Proposals.Add(proposal);
            return new PlannedChange(row.Row, AssignmentChange.Added, proposal.Id, null, null);
        }

        private bool IsOf(Assignment a, AssignmentRow row) =>
            a.Issuer == issuer && a.Person == row.Person && a.Role == row.Role && a.Institution == row.Institution;

        private bool IsSaidBy(Assignment a, AssignmentRow row, DateTimeOffset until) =>
            IsOf(a, row) && a.Until == until && (row.From is not { } first || a.From == JapanDay.Start(first))
            && a.Purposes.ToHashSet(StringComparer.Ordinal).SetEquals(row.Purposes);

        /// <summary>What the list itself adds after the end: when the list comes again it is there already, and stays.</summary>
        private bool IsAdded(Assignment a, DateTimeOffset end) => a.From >= end && rows.Any(r =>
            r.Action == AssignmentRow.Add && r.Until is { } last && JapanDay.IsUsable(last) && JapanDay.IsUsable(r.From)
            && IsSaidBy(a, r, JapanDay.Start(last.AddDays(1))));

        /// <summary>A proposal of the same list has no identity that anybody could look up: its row stands for it.</summary>
        private string Rows(string message)
        {
            foreach (var (id, row) in rowOf)
                message = message.Replace($"assignment {id:D}", $"row {row}", StringComparison.Ordinal);
            return message;
        }

        private static PlannedChange Fault(AssignmentRow row, string field, string message) =>
            new(row.Row, AssignmentChange.Fault, null, field, message);
    }
}
