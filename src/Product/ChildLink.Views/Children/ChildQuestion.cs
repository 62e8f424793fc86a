using ChildLink.Privacy.Access;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Narrowing;

namespace ChildLink.Views.Children;

/// <summary>A list question that was checked: its shape, and a name that holds everything a cursor depends on.</summary>
internal sealed record ChildQuestion(ChildSqlShape Shape, string Name, NarrowingFilter? Narrowing = null)
{
    /// <summary>
    /// Notes in the log what filters and order read. Who may be on the page follows from it, whatever is selected: a search of which
    /// only the count is asked tells who is there all the same.
    /// </summary>
    public void Select(DisclosureScope scope, ChildPlan plan)
    {
        foreach (var field in Shape.Order.Reads)
            scope.Select(plan.Decide(field.Field));
        NoteIf(Shape.ByGrade, ChildFields.Grade);
        NoteIf(Shape.ByClass, ChildFields.Class);
        NoteIf(Shape.BySchool, ChildFields.SchoolCode);
        NoteIf(Shape.ByKana, ChildFields.Kana);
        NoteIf(Shape.ByBirth, ChildFields.BirthDate);
        foreach (var field in Narrowing?.Reads ?? [])
            scope.Select(plan.Decide(field));

        void NoteIf(bool read, ViewField field)
        {
            if (read)
                scope.Select(plan.Decide(field.Field));
        }
    }

    /// <summary>Checks order and filters: a predicate is a read, so it may look only at what the answer shows in every row.</summary>
    public static (ChildQuestion? Question, ViewOutcome? Fault) Of(ChildPlan plan, Caller caller, ChildQuery query)
    {
        if (query.Size is < 1 or > ChildQuery.LargestPage)
            return (null, new ViewOutcome.Malformed("size", $"must be 1 to {ChildQuery.LargestPage}."));
        var order = ChildOrder.Default(plan.OfRun, plan.Discloses);
        var descending = false;
        if (query.Order is { } asked)
        {
            descending = asked.StartsWith('-');
            if (ChildOrder.Find(descending ? asked[1..] : asked) is not { } found)
                return (null, new ViewOutcome.Malformed("order", $"must be one of {ChildOrder.Names}, with a hyphen in front for descending."));
            if ((found.OfRun && !plan.OfRun) || !Array.TrueForAll(found.Reads, plan.Discloses))
                return (null, Withheld("order"));
            order = found;
        }

        if (query.Grade is not null && !plan.Discloses(ChildFields.Grade))
            return (null, Withheld("grade"));
        if (query.Class is not null && !plan.Discloses(ChildFields.Class))
            return (null, Withheld("class"));
        if (query.School is not null && !plan.Discloses(ChildFields.SchoolCode))
            return (null, Withheld("school"));
        if (query.Kana is not null && !plan.Discloses(ChildFields.Kana))
            return (null, Withheld("kana"));
        if (query.Born is not null && !plan.Discloses(ChildFields.BirthDate))
            return (null, Withheld("birthDate"));
        if (query.OnlyCandidates && !plan.OfRun)
            return (null, Withheld("candidates"));
        if (query.Narrowing is { } narrowing && (!plan.OfRun || narrowing.Reads.Any(f => !plan.Discloses(f))))
            return (null, Withheld("rule"));

        var shape = new ChildSqlShape(
            order, descending, query.Grade is not null, query.Class is not null, query.School is not null, query.Kana is not null, query.Born is not null,
            query.OnlyCandidates, query.Cursor is not null)
        {
            Narrowing = query.Narrowing?.Sql,
        };
        var name = NameOf(
            caller, order.Name, descending, query.Grade, query.Class, query.OnlyCandidates, query.School, query.Kana, query.Born,
            query.Narrowing?.Name);
        return (new ChildQuestion(shape, name, query.Narrowing), null);
    }

    /// <summary>A name that holds the caller and all that a question depends on.</summary>
    public static string NameOf(Caller caller, params object?[] parts) => string.Join(
        '\u001f',
        [
            caller.Tenant, caller.Identity.Issuer, caller.Identity.Person, caller.Role, caller.Purpose, caller.Institution, caller.Context, .. parts,
        ]);

    private static ViewOutcome.Refused Withheld(string field) => new(ViewRefusals.PredicateOnWithheld, field);
}
