using ChildLink.Api.Composition;
using ChildLink.Api.Rest;
using ChildLink.GraphQL.Execution;
using ChildLink.Privacy.Gateway;
using ChildLink.Views.Children;

namespace ChildLink.Api.GraphQL.Resolvers;

/// <summary>What is around children: households, years at school. One statement for all children of a level.</summary>
internal sealed class DossierResolvers(Municipality municipality, Rows rows)
{
    /// <summary>How rows around children are read.</summary>
    public delegate Task<(ChildTable? Table, ViewOutcome? Fault)> Reading(
        DisclosureScope scope, IReadOnlyList<ChildCells> children, ChildSelection selection, CancellationToken ct);

    public void Bind(SchemaMap map)
    {
        var dossiers = municipality.Dossiers;
        map.Root("Query.household", Operations.Household, HouseholdAsync, confirms: true);
        map.Root("Query.enrolments", Operations.Enrolments, EnrolmentsAsync, confirms: true);
        rows.Same("Child.household");
        rows.Surround("Child.household", document: null, Operations.Household);
        rows.Surround("Child.enrolments", ChildDocument.Enrolment, Operations.Enrolments);
        rows.Surround("Household.members", ChildDocument.HouseholdMember);
        rows.Surround("Household.periods", ChildDocument.HouseholdPeriod);
        map.Resolvers.Bind("Child.household", FieldResolver.Batch((batch, _) =>
        {
            if (Allows(batch, Operations.Household))
            {
                for (var i = 0; i < batch.Count; i++)
                    batch.Set(i, batch.Parents[i]);
            }

            return ValueTask.CompletedTask;
        }));
        map.Resolvers.Bind("Child.enrolments", FieldResolver.Batch((batch, ct) =>
            Allows(batch, Operations.Enrolments) ? AroundAsync(batch, ChildDocument.Enrolment, dossiers.ReadEnrolmentsAsync, ct) : ValueTask.CompletedTask));
        map.Resolvers.Bind("Household.members", FieldResolver.Batch((batch, ct) => AroundAsync(batch, ChildDocument.HouseholdMember, dossiers.ReadMembersAsync, ct)));
        map.Resolvers.Bind("Household.periods", FieldResolver.Batch((batch, ct) => AroundAsync(batch, ChildDocument.HouseholdPeriod, dossiers.ReadPeriodsAsync, ct)));
        rows.BindSame(map, "Household.child");
        rows.Bind(map, "HouseholdMember", ChildDocument.HouseholdMember, [], "relation", "name", "kana", "birthDate", "sex");
        rows.Bind(map, "HouseholdPeriod", ChildDocument.HouseholdPeriod, [], "from", "until", "relation", "sameAsToday");
        rows.Bind(map, "Enrolment", ChildDocument.Enrolment, [], "fiscalYear", "school", "schoolCode", "grade", "class");
    }

    /// <summary>Whether the purpose includes the operation; that it does not was told when the rows were read.</summary>
    private static bool Allows(FieldBatch batch, Operation operation) => operation.Allows(((RequestState)batch.State!).Caller.Purpose);

    private async Task<object?> HouseholdAsync(RootCall call, CancellationToken ct)
    {
        var found = await ChildAsync(call, rows.Of(call.Selection, ChildDocument.Node), ct);
        if (found is not ViewOutcome)
            call.State.Judge(rows.Around(call.Selection));
        return found;
    }

    private async Task<object?> ChildAsync(RootCall call, ChildSelection selection, CancellationToken ct)
    {
        var (table, fault) = await municipality.Children.ReadOneAsync(call.State.Scope, (string)call.Arguments["child"]!, selection, ct);
        return table is null ? fault : call.State.Keep(table).Rows.SingleOrDefault();
    }

    private async Task<object?> EnrolmentsAsync(RootCall call, CancellationToken ct)
    {
        var found = await ChildAsync(call, new ChildSelection(ChildDocument.Node), ct);
        if (found is ViewOutcome)
            return found;
        var selection = rows.Of(call.Selection, ChildDocument.Enrolment);
        call.State.Judge([new Surrounding(call.Selection.Path, null, selection, [])]);
        if (found is not ChildCells child)
            return null;
        var (table, fault) = await municipality.Dossiers.ReadEnrolmentsAsync(call.State.Scope, [child], selection, ct);
        return table is null ? fault : call.State.Hold(table).Rows;
    }

    /// <summary>Reads what lies around the rows of a level in one statement.</summary>
    public async ValueTask AroundAsync(FieldBatch batch, ChildDocument document, Reading read, CancellationToken ct)
    {
        var state = (RequestState)batch.State!;
        var children = new ChildCells[batch.Count];
        for (var i = 0; i < children.Length; i++)
            children[i] = batch.Parent<ChildCells>(i);
        var (table, fault) = await read(state.Scope, children, rows.Of(batch.Selection, document), ct);
        if (table is null)
        {
            var failure = Failures.Of(fault!);
            batch.FailAll(failure.Message, failure.Code);
            return;
        }

        state.Hold(table);
        for (var i = 0; i < children.Length; i++)
            batch.Set(i, table.Around(children[i]));
    }
}
