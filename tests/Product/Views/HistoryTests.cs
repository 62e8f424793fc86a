using System.Text.Json;

namespace ChildLink.Tests.Product.Views;

/// <summary>Households and schools over time, from what the register and the linkage left.</summary>
public sealed class HistoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Periods_follow_the_statements_of_the_register()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, household: "B");
        await StateAsync(city, child, 1, "2024-01-10", "A", head: false);
        await StateAsync(city, child, 2, "2024-02-10", "A", head: false);
        await StateAsync(city, child, 3, "2024-03-10", null, head: false, ended: true);
        await StateAsync(city, child, 4, "2024-05-10", "C", head: false);
        await StateAsync(city, child, 5, "2024-05-10", "B", head: true);

        var (_, body) = await city.AnswerAsync(city.Narrower, scope => city.Dossiers.WriteHouseholdAsync(scope, child.ToString(), Ct), Ct);

        JsonDocument.Parse(body).RootElement.GetProperty("periods").EnumerateArray()
            .Select(p => (p.GetProperty("from").GetString(), p.GetProperty("until").GetString(), p.GetProperty("sameAsToday").GetBoolean()))
            .ShouldBe([("2024-01-10", "2024-03-10", false), ("2024-05-10", null, true)]);
        body.ShouldNotContain("\"A\"");
    }

    [Fact]
    public async Task A_protected_household_has_no_period()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct, household: "B", isProtected: true);
        await StateAsync(city, child, 1, "2024-01-10", "B", head: true);

        var (_, body) = await city.AnswerAsync(city.Narrower, scope => city.Dossiers.WriteHouseholdAsync(scope, child.ToString(), Ct), Ct);

        JsonDocument.Parse(body).RootElement.GetProperty("periods").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Years_at_school_are_told_newest_first()
    {
        await using var city = await ViewCity.CreateAsync(Ct);
        var child = await city.AddChildAsync(1, Ct);
        foreach (var (year, school, grade, seat) in new[] { (2023, "1002", "2", "1"), (2024, "1001", "3", "4") })
            await city.RunAsync("insert into vault.enrolments values ($1, $2, $3, $4, $5, $6, $7)", Ct, ViewCity.Tenant, child, year, school, $"学校{school}", grade, seat);

        var (_, body) = await city.AnswerAsync(city.Narrower, scope => city.Dossiers.WriteEnrolmentsAsync(scope, child.ToString(), Ct), Ct);

        JsonDocument.Parse(body).RootElement.GetProperty("years").EnumerateArray()
            .Select(y => (y.GetProperty("fiscalYear").GetInt32(), y.GetProperty("schoolCode").GetString(), y.GetProperty("grade").GetString(), y.GetProperty("class").GetString()))
            .ShouldBe([(2024, "1001", "3", "4"), (2023, "1002", "2", "1")]);
    }

    /// <summary>Plants a statement of the register, and the household that it names.</summary>
    private static async Task StateAsync(ViewCity city, Guid child, long seq, string day, string? household, bool head, bool ended = false)
    {
        var (said, key) = (Guid.NewGuid(), Guid.NewGuid());
        await city.RunAsync(
            head
                ? """
                  insert into read.record_heads (tenant_id, provision, key_id, event_id, previous_id, stated_by, stream_id, version, delivery_id, row, scope, effective_on, seq)
                  values ($1, 'resident-register', $2, $3, $2, $3, $4, $5, $2, 1, '', $6, $5)
                  """
                : """
                  insert into read.record_versions (tenant_id, provision, key_id, event_id, previous_id, stated_by, stream_id, version, delivery_id, row, scope, effective_on, seq, ended)
                  values ($1, 'resident-register', $2, $3, $2, $3, $4, $5, $2, 1, '', $6, $5, $7)
                  """,
            Ct, [ViewCity.Tenant, key, said, child, seq, DateOnly.ParseExact(day, "yyyy-MM-dd"), .. head ? [] : new object?[] { ended }]);
        if (household is not null)
            await city.RunAsync("insert into vault.memberships values ($1, $2, $3, $4, '子')", Ct, ViewCity.Tenant, said, child, household);
    }
}
