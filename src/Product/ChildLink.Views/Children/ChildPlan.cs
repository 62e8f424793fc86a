using System.Collections.Concurrent;
using ChildLink.Privacy.Guarding;
using ChildLink.Privacy.Policy;
using ChildLink.Records.Provisions;

namespace ChildLink.Views.Children;

/// <summary>A selected property with the decision on it; a withheld one has no column.</summary>
internal sealed record PlannedField(ViewField Field, AccessDecision Decision, ViewColumn? Column)
{
    /// <summary>Which column of the rows it is; -1 for a property without one.</summary>
    public int Cell { get; init; } = -1;
}

/// <summary>
/// What one role under one purpose gets of one selection: columns chosen before any SQL is written. Plans depend on
/// policy and on the bases in force and are kept; decisions about rows are made by the guards inside the SQL.
/// </summary>
internal sealed class ChildPlan
{
    private readonly ConcurrentDictionary<ChildSqlShape, string> pages = new();
    private readonly RolePurpose access;
    private readonly DecisionTable policy;
    private readonly City city;
    private readonly ClosedSources closed;
    private readonly PlannedField?[] byProperty;

    /// <summary>Rule of a field that no provision allows for the purpose any more.</summary>
    public const string BasisRule = DecisionTable.BasisNotInForce;

    public ChildPlan(
        DecisionTable policy, City city, RolePurpose access, ChildDocument document, ViewField[] selection, ClosedSources closed, string? context = null)
    {
        ContextKind = access.Rows is RowScope.OpenCases or RowScope.EmergencyHousehold ? context : null;
        this.policy = policy;
        this.city = city;
        this.access = access;
        this.closed = closed;
        Document = document;
        var columns = 0;
        Fields = [.. selection.Select(f => Plan(f, ref columns))];
        Columns = [.. Fields.Where(f => f.Cell >= 0)];
        byProperty = Array.ConvertAll(document.Fields, f => Array.Find(Fields, p => p.Field == f));
        Extensions = ExtensionsJson.Of([this]);
    }

    public ChildDocument Document { get; }

    /// <summary>Selected properties in order.</summary>
    public PlannedField[] Fields { get; }

    /// <summary>Those that become columns, in order.</summary>
    public PlannedField[] Columns { get; }

    /// <summary>The <c>extensions</c> object: the same whether or not any value exists.</summary>
    public ReadOnlyMemory<byte> Extensions { get; }

    /// <summary>Which children exist.</summary>
    public RowScope Rows => access.Rows;

    /// <summary>Whether rows come from a run.</summary>
    public bool OfRun => access.Rows is RowScope.RunCandidates or RowScope.RunPopulation;

    /// <summary>Whether rows are the household of an emergency.</summary>
    public bool OfEmergency => access.Rows == RowScope.EmergencyHousehold;

    /// <summary>Whether rows are those of open cases.</summary>
    public bool OfCases => access.Rows == RowScope.OpenCases;

    /// <summary>Where rows are children of open cases: the kind of the context that chooses them, or null for the caller's own cases.</summary>
    public string? ContextKind { get; }

    /// <summary>Whether some column shows itself only where the household is not protected.</summary>
    public bool LooksAtProtection => Array.Exists(Columns, c => c.Decision.Guard.HasFlag(RowGuard.Unprotected));

    /// <summary>Whether a child's identity is told at all, and in which form.</summary>
    public AccessDecision KeyDecision => policy.Decide(access.Role, access.Purpose, ChildFields.Id.Field);

    /// <summary>Whether a predicate on the field tells no more than the answer: clear in every row.</summary>
    public bool Discloses(ViewField field) => Discloses(field.Field);

    /// <inheritdoc cref="Discloses(ViewField)"/>
    public bool Discloses(FieldId field)
    {
        var decision = Decide(field);
        return decision.Disposition == Disposition.Clear && decision.Guard == RowGuard.None;
    }

    /// <summary>The selected property at a place of the document; null for one that was not selected.</summary>
    public PlannedField? Of(int property) => byProperty[property];

    /// <summary>The decision on a property, whether or not it was selected.</summary>
    public PlannedField Judge(ViewField field)
    {
        var none = 0;
        return Plan(field, ref none);
    }

    /// <summary>The statement of a page; written once per shape.</summary>
    public string PageSql(ChildSqlShape shape) => pages.GetOrAdd(shape, static (s, plan) => ChildSql.Page(plan, s), this);

    /// <summary>The decision on a field: withheld where no provision that its values come from may be used now.</summary>
    public AccessDecision Decide(FieldId field) =>
        closed.Fields.Contains(field.Value) ? DecisionTable.Withhold(field, BasisRule) : policy.Decide(access.Role, access.Purpose, field);

    private PlannedField Plan(ViewField field, ref int columns)
    {
        var decision = Decide(field.Field);
        var column = decision.Disposition switch
        {
            Disposition.Clear => field.Clear,
            Disposition.Coarse => field.Coarse,
            _ => null,
        };
        if (column is not null && field.OfCity is { } ofCity)
            column = column with { Sql = ofCity(city) };
        if (column is not null && field.WithoutItems is { } without && closed.Items.Count > 0)
            column = column with { Sql = without(column.Sql, ClosedItems.Literal(closed.Items)), OwnSql = column.OwnSql is { } own ? without(own, ClosedItems.Literal(closed.Items)) : null };
        return new PlannedField(field, decision, column) { Cell = column is null || column.Kind == ValueKind.Key ? -1 : columns++ };
    }
}
