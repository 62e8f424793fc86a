using System.Text.Json;
using ChildLink.Casework.Inquiries;
using ChildLink.Privacy.Access;
using ChildLink.Tests.Product.Views;
using ChildLink.Views.Children;
using ChildLink.Views.Sheets;

namespace ChildLink.Tests.Product.Narrowing;

/// <summary>Schools are asked as about any pupil, and what they answer reaches those who asked.</summary>
public sealed class InquiryTests
{
    private const string Form = "school-life";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("no-such-form")]
    [InlineData("\u0000")]
    [InlineData("")]
    public async Task A_form_that_the_city_does_not_have_is_told_as_such(string form)
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        foreach (var caller in new[] { city.View.Narrower, city.View.SchoolOf("1001") })
            (await city.View.AnswerAsync(caller, scope => city.InquiryViews.WriteAsync(scope, form, Ct), Ct)).Outcome.ShouldBeOfType<ViewOutcome.Malformed>().Field.ShouldBe("form");
    }

    [Fact]
    public async Task A_school_answers_and_the_narrower_reads_it_on_the_card()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        var inquiry = await SendAsync(city, child);
        inquiry.Basis.ShouldContain("児童福祉法10条");

        var list = await ListAsync(city, city.View.SchoolOf("1001"));
        list.ShouldContain(inquiry.Id.ToString("D"));
        foreach (var sign in new[] { city.View.Run.ToString("D"), "points", "rank", "candidate", "basis", "test-narrower" })
            list.Contains(sign, StringComparison.Ordinal).ShouldBeFalse(sign);
        (await AnswerAsync(city, inquiry.Id, 1, ("attendance", "absent"), ("home", "連絡がつきにくい"))).ShouldBeOfType<InquiryOutcome.Done>().Inquiry.Version.ShouldBe(2);

        var (_, card) = await city.View.AnswerAsync(city.View.Narrower, scope => city.Cards.WriteAsync(scope, child.ToString("D"), Ct), Ct);
        using var json = JsonDocument.Parse(card);
        var shown = json.RootElement.GetProperty("inquiries")[0];
        JsonDocument.Parse(shown.GetProperty("answers").GetString()!).RootElement.GetProperty("home").GetString().ShouldBe("連絡がつきにくい");
        (shown.GetProperty("state").GetString(), shown.GetProperty("late").GetBoolean()).ShouldBe(("answered", false));
        (await ListAsync(city, city.View.Narrower)).ShouldContain("連絡がつきにくい");
        // The school that answered does not read the answers again, and nothing of them stands in clear.
        (await ListAsync(city, city.View.SchoolOf("1001"))).ShouldNotContain("連絡がつきにくい");
        (await city.View.City.Database.AskAsync<long>("select count(*) from read.inquiries where answers like '%連絡%'", Ct)).ShouldBe(0);
        (await city.View.City.Database.AskAsync<long>("select count(*) from events.mt_events where data::text like '%連絡%'", Ct)).ShouldBe(0);
    }

    [Fact]
    public async Task Late_double_and_corrected_answers_are_told_apart()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var inquiry = await SendAsync(city, await city.View.AddChildAsync(1, Ct));
        await AnswerAsync(city, inquiry.Id, 1, ("attendance", "late"));

        (await AnswerAsync(city, inquiry.Id, 1, ("attendance", "遅刻が多い"))).ShouldBeOfType<InquiryOutcome.Unchanged>();
        (await AnswerAsync(city, inquiry.Id, 1, ("attendance", "absent"))).ShouldBe(new InquiryOutcome.Conflict(2));
        city.View.City.Time.Now = city.View.City.Time.Now.AddDays(20);
        (await AnswerAsync(city, inquiry.Id, 2, ("attendance", "absent"))).ShouldBeOfType<InquiryOutcome.Done>().Inquiry.Late.ShouldBeTrue();
    }

    [Theory]
    [InlineData("attendance", "sometimes")]
    [InlineData("friends", "6")]
    [InlineData("friends", "two")]
    [InlineData("nothing", "x")]
    [InlineData("home", "a\u0000b")]
    public async Task Answers_out_of_range_are_refused(string question, string answer)
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var inquiry = await SendAsync(city, await city.View.AddChildAsync(1, Ct));
        (string, string)[] answers = question == "attendance" ? [(question, answer)] : [("attendance", "late"), (question, answer)];

        (await AnswerAsync(city, inquiry.Id, 1, answers)).ShouldBeOfType<InquiryOutcome.Invalid>().Field.ShouldStartWith("answers");
        (await AnswerAsync(city, inquiry.Id, 1, ("home", "必須の問いがない"))).ShouldBeOfType<InquiryOutcome.Invalid>().Field.ShouldBe("answers.attendance");
    }

    [Fact]
    public async Task The_inquiry_of_a_child_who_left_the_school_is_closed_and_the_new_school_may_be_asked()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        var inquiry = await SendAsync(city, child);
        await city.View.RunAsync("update vault.residents set school_code = '1002' where resident_id = $1", Ct, child);

        (await ListAsync(city, city.View.SchoolOf("1001"))).ShouldNotContain(inquiry.Id.ToString("D"));
        (await ListAsync(city, city.View.SchoolOf("1002"))).ShouldNotContain(inquiry.Id.ToString("D"));
        (await AnswerAsync(city, inquiry.Id, 1, ("attendance", "late"))).ShouldBeOfType<InquiryOutcome.NotFound>();
        (await ListAsync(city, city.View.Narrower)).ShouldContain("\"state\":\"moved\"");
        (await SendAsync(city, child)).Institution.ShouldBe("1002");
        (await city.View.City.Database.AskAsync<string>("select string_agg(institution || state, ' ' order by institution) from read.inquiries", Ct)).ShouldBe("1001withdrawn 1002open");
    }

    [Fact]
    public async Task Nobody_is_asked_twice_and_only_about_candidates()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        var inquiry = await SendAsync(city, child);

        (await TrySendAsync(city, child, null)).ShouldBe(new InquiryOutcome.AlreadyAsked(inquiry.Id));
        foreach (var other in new[] { await city.View.AddChildAsync(2, Ct, candidate: false), Guid.NewGuid() })
            (await TrySendAsync(city, other, null)).ShouldBeOfType<InquiryOutcome.NotFound>();
        (await TrySendAsync(city, await city.View.AddChildAsync(3, Ct, school: null), null)).ShouldBeOfType<InquiryOutcome.NoInstitution>();
        (await TrySendAsync(city, await city.View.AddChildAsync(4, Ct, candidate: false, school: null), null)).ShouldBeOfType<InquiryOutcome.NotFound>();
        (await TrySendAsync(city, child, new DateOnly(2025, 1, 10))).ShouldBeOfType<InquiryOutcome.Invalid>().Field.ShouldBe("dueOn");
        (await city.Inquiries.WithdrawAsync(city.View.Narrower, inquiry.Id, 7, (_, _) => Task.CompletedTask, Ct)).ShouldBe(new InquiryOutcome.Conflict(1));
        (await city.Inquiries.WithdrawAsync(city.View.Narrower, inquiry.Id, 1, (_, _) => Task.CompletedTask, Ct)).ShouldBeOfType<InquiryOutcome.Done>();
        (await ListAsync(city, city.View.SchoolOf("1001"))).ShouldNotContain(inquiry.Id.ToString("D"));
    }

    [Fact]
    public async Task A_school_sees_the_same_bytes_whether_or_not_others_ask_about_a_pupil()
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var child = await city.View.AddChildAsync(1, Ct);
        await city.View.AddChildAsync(2, Ct, school: "1002");
        var before = await AllAsync();

        await SendAsync(city, child);

        // Of its own pupil the sheet alone is new; of another school's there is nothing at all.
        (await AllAsync()).ShouldBe(before);
        (await ListAsync(city, city.View.SchoolOf("1002"))).ShouldNotContain(Form);

        async Task<string> AllAsync() => (await city.View.ListAsync(city.View.SchoolOf("1001"), new ChildQuery([.. ChildDocument.List.FieldNames]), Ct)).Body;
    }

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    public async Task A_pupil_sheet_goes_out_by_class_and_name_and_comes_back(SheetFormat format)
    {
        await using var city = await NarrowedCity.CreateAsync(Ct);
        var late = await city.View.AddChildAsync(1, Ct, grade: "5");
        var early = await city.View.AddChildAsync(2, Ct, grade: "2");
        await city.View.AddChildAsync(3, Ct);
        await SendAsync(city, late);
        await SendAsync(city, early);
        var school = city.View.SchoolOf("1001");
        using var scope = city.View.City.Gateway.Open(school, "sheet", Guid.NewGuid());

        var (sheet, fault) = await city.Pupils.MakeAsync(scope, Form, format, Ct);

        fault.ShouldBeNull();
        var rows = SheetRows.Read(sheet!.File.Bytes);
        rows.Skip(1).Select(r => r[2]).ShouldBe([ViewCity.Name(2), ViewCity.Name(1)]);
        rows[0].ShouldBe(["学年", "組", "氏名", "氏名カナ", "登校の様子", "友人関係(1 心配〜5 良好)", "家庭との連絡で気になること", "安心できる要素・頑張っていること", "行キー"]);
        rows[1][4] = "欠席が多い";
        rows[2][4] = "問題なし";
        rows[2][5] = "9";
        (await TakeAsync(school)).Rows.Select(r => r.Code ?? r.Result).ShouldBe([SheetRow.Written, SheetRow.Invalid]);
        rows[2][5] = "4";
        (await TakeAsync(school)).Rows.Select(r => r.Result).ShouldBe([SheetRow.Unchanged, SheetRow.Written]);
        var stranger = city.View.SchoolOf("1002");
        (await city.Pupils.TakeAsync(stranger, sheet.Id, SheetRows.ToCsv(rows), (_, _) => Task.CompletedTask, Ct)).Fault.ShouldBeOfType<ViewOutcome.NotFound>();

        async Task<SheetReport> TakeAsync(Caller caller)
        {
            var (report, wrong) = await city.Pupils.TakeAsync(caller, sheet.Id, SheetRows.ToCsv(rows), (_, _) => Task.CompletedTask, Ct);
            wrong.ShouldBeNull();
            return report!;
        }
    }

    private static Task<InquiryOutcome> TrySendAsync(NarrowedCity city, Guid child, DateOnly? due) =>
        city.Inquiries.SendAsync(city.View.Narrower, child, Form, due, (_, _) => Task.CompletedTask, Ct);

    private static async Task<Inquiry> SendAsync(NarrowedCity city, Guid child) => (await TrySendAsync(city, child, null)).ShouldBeOfType<InquiryOutcome.Done>().Inquiry;

    private static Task<InquiryOutcome> AnswerAsync(NarrowedCity city, Guid inquiry, long version, params (string Question, string Answer)[] answers) =>
        city.Inquiries.AnswerAsync(
            city.View.SchoolOf("1001"), new AnswerRequest(inquiry, version, answers.ToDictionary(a => a.Question, a => a.Answer, StringComparer.Ordinal)),
            (_, _) => Task.CompletedTask, Ct);

    private static async Task<string> ListAsync(NarrowedCity city, Caller caller)
    {
        var (outcome, body) = await city.View.AnswerAsync(caller, scope => city.InquiryViews.WriteAsync(scope, null, Ct), Ct);
        outcome.ShouldBeOfType<ViewOutcome.Written>();
        return body;
    }
}
