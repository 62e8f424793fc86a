using System.Runtime.Versioning;
using System.Text;

namespace ChildLink.Tests.Product.Commands;

[SupportedOSPlatform("linux")]
public sealed class AssignmentsCommandTests
{
    [Fact]
    public async Task A_list_for_the_first_of_April_is_foreseen_proposed_and_approved()
    {
        await using var home = new CommandHome();
        await home.DoAsync("init");
        await home.DoAsync("municipality", "add", "152242", "--preset", "sado");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var list = Path.Combine(home.Path, "list.csv");
        await File.WriteAllTextAsync(list, """
            区分,職員ID,役割,所属機関,利用目的,開始日,終了日
            追加,teacher-1,user-entity,1001,child-support,令和12年4月1日,R13.3.31

            add,analyst-1,analyst,,screening、linkage,2098-04-01,2099-03-31
            """, Encoding.GetEncoding(932), TestContext.Current.CancellationToken);

        var preview = await home.DoAsync("assignments", "import", list, "--preview");
        preview.GetProperty("added").GetInt32().ShouldBe(2);
        preview.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("row").GetInt32()).ShouldBe([2, 4]);
        var batch = (await home.DoAsync("assignments", "import", list)).GetProperty("batch").GetString()!;
        (await home.DoAsync("assignments", "import", list)).GetProperty("unchanged").GetInt32().ShouldBe(2);
        (await home.DoAsync("assignments", "approve", "--batch", batch)).GetProperty("added").GetInt32().ShouldBe(2);
        var again = await home.RunAsync("assignments", "approve", "--batch", batch, "--json");
        again.ErrorCode.ShouldBe("assignment-decided");

        await File.WriteAllTextAsync(list, "action,person,role,until\nadd,a,analyst,soon\nend,teacher-1,user-entity,\nfly,b,analyst,2099-01-01\n", TestContext.Current.CancellationToken);
        var faulty = await home.RunAsync("assignments", "import", list, "--json");
        faulty.Exit.ShouldBe(1);
        faulty.Json.GetProperty("rows").EnumerateArray().Select(r => $"{r.GetProperty("row")}:{r.GetProperty("field")}").ShouldBe(["2:until", "3:person", "4:action"]);
        faulty.Json.GetProperty("batch").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_list_is_approved_by_another_steward_too_and_never_by_whoever_proposed_it()
    {
        await using var home = new CommandHome();
        await home.DoAsync("municipality", "add", "152242", "--preset", "sado");
        var list = Path.Combine(home.Path, "list.csv");
        await File.WriteAllTextAsync(list, "action,person,role,purposes,from,until\nadd,analyst-1,analyst,screening,2098-04-01,2099-03-31\n", TestContext.Current.CancellationToken);
        var (own, other) = (await TokenAsync(home, "steward", "steward-a"), await TokenAsync(home, "steward", "steward-b"));
        var batch = (await home.DoAsync("assignments", "import", list, "--token", own)).GetProperty("batch").GetString()!;

        (await home.RunAsync("assignments", "approve", "--batch", batch, "--token", own, "--json")).ErrorCode.ShouldBe("same-person");
        var stranger = await home.RunAsync("assignments", "approve", "--batch", batch, "--token", await TokenAsync(home, "analyst", "analyst-b"), "--json");
        stranger.ErrorCode.ShouldBe("not-assigned");
        stranger.Output.ShouldContain("audit or steering");
        (await home.DoAsync("assignments", "approve", "--batch", batch, "--token", other)).GetProperty("added").GetInt32().ShouldBe(1);
    }

    private static async Task<string> TokenAsync(CommandHome home, string role, string person) =>
        (await home.DoAsync("token", "--role", role, "--person", person)).GetProperty("token").GetString()!;

    [Theory]
    [InlineData("action,person,role\nadd,a,analyst\n")]
    [InlineData("action,person,role,until,shoe\nadd,a,analyst,2099-01-01,42\n")]
    [InlineData("action,person,person,role,until\nadd,a,a,analyst,2099-01-01\n")]
    public async Task A_strange_header_is_wrong_usage(string text)
    {
        await using var home = new CommandHome();
        Directory.CreateDirectory(home.Path);
        var list = Path.Combine(home.Path, "list.csv");
        await File.WriteAllTextAsync(list, text, TestContext.Current.CancellationToken);
        (await home.RunAsync("assignments", "import", list, "--municipality", "152242")).Exit.ShouldBe(2);
    }
}
