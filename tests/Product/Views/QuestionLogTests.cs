using ChildLink.Views.Children;

namespace ChildLink.Tests.Product.Views;

/// <summary>What a question reads stands in the log, whether or not the answer shows it.</summary>
public sealed class QuestionLogTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_search_of_which_only_the_count_is_asked_names_who_was_found()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var found = await city.AddChildAsync(1, Ct, kana: "サトウ アイ");
        await city.AddChildAsync(2, Ct, kana: "スズキ エマ");
        using var scope = city.City.Gateway.Open(city.Narrower, "POST /graphql", Guid.NewGuid());
        var query = new ChildQuery(Kana: KanaRange.Beginning("サトウ"), Born: new BirthRange(new(2016, 5, 5), new(2016, 5, 5)), Order: "-points", Count: true);
        var (table, fault) = await city.Views.ReadPageAsync(scope, query, new ChildSelection(ChildDocument.Node), Ct);
        fault.ShouldBeNull();
        using (table)
            table!.Count.ShouldBe(1);
        await scope.ReleaseAsync(Ct);

        var entry = city.City.Log.Entries.ShouldHaveSingleItem();
        entry.Subjects.ShouldBe([found]);
        entry.Rows.ShouldBe(1);
        entry.Fields.ShouldBe(["child.kana=clear", "child.birth-date=clear", "result.points=clear"], ignoreOrder: true);
    }

    [Fact]
    public async Task Filters_and_order_of_a_list_stand_in_the_log_beside_its_properties()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        await city.AddChildAsync(1, Ct);
        await city.ListAsync(city.Narrower, new ChildQuery(Fields: ["id"], Class: "1", School: "1001", Order: "grade"), Ct);
        city.City.Log.Entries[^1].Fields.ShouldBe(["child.id=clear", "child.grade=clear", "child.class=clear", "child.kana=clear", "child.school=clear"], ignoreOrder: true);
        await city.ListAsync(city.Narrower, new ChildQuery(Fields: ["id"], Grade: "3"), Ct);
        city.City.Log.Entries[^1].Fields.ShouldBe(["child.id=clear", "child.grade=clear", "result.rank=clear"], ignoreOrder: true, "the order that nobody asked for is read as well");
    }

    [Fact]
    public async Task What_a_difference_of_runs_is_filtered_and_ordered_by_stands_in_the_log()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var before = Guid.NewGuid();
        await city.AddRunAsync(before, Ct);
        await city.RunAsync("update read.screening_runs set completed_at = completed_at - interval '1 hour' where id = $1", Ct, before);
        var entered = await city.AddChildAsync(1, Ct);
        using var scope = city.City.Gateway.Open(city.Narrower, "POST /graphql", Guid.NewGuid());
        var (_, table, fault) = await city.Differences.ReadAsync(
            scope, new RunDifferenceQuery(before, RunDifferenceQuery.Entered), new ChildSelection(ChildDocument.Difference), Ct);
        fault.ShouldBeNull();
        table!.Dispose();
        await scope.ReleaseAsync(Ct);
        var entry = city.City.Log.Entries[^1];
        entry.Subjects.ShouldBe([entered]);
        entry.Fields.ShouldContain("result.run=clear");
        entry.Fields.ShouldContain("result.rank=clear");
    }

    [Fact]
    public async Task A_part_that_another_scope_recorded_needs_no_second_entry_and_must_stand_in_the_first()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        using var answer = city.City.Gateway.Open(city.Narrower, "POST /graphql", Guid.NewGuid());
        using var part = city.City.Gateway.Open(city.Narrower, "graphql query part", Guid.NewGuid());
        Should.Throw<InvalidOperationException>(() => answer.AnswerThrough(part)).Message.ShouldBe("What leaves stands in no entry yet.");
        part.Row(child);
        await part.RecordAsync(Ct);
        part.Row(child);
        Should.Throw<InvalidOperationException>(() => answer.AnswerThrough(part));
        await part.RecordAsync(Ct);

        answer.AnswerThrough(part);
        answer.Json.WriteNullValue();
        await answer.ReleaseAsync(Ct);
        city.City.Log.Entries.Count.ShouldBe(2);

        // What the answer shows beside it is a look of its own.
        answer.PublicRows(1);
        await answer.ReleaseAsync(Ct);
        city.City.Log.Entries[^1].Operation.ShouldBe("POST /graphql");
        city.City.Log.Entries.Count.ShouldBe(3);
    }
}
