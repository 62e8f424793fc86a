using System.Diagnostics;
using System.Globalization;
using System.Text;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Types;

/// <summary>Texts made to hurt are answered at once, with a bounded number of errors. Alone each takes less than half a second.</summary>
public sealed class HostileSchemaTests
{
    /// <summary>Of processor time, several times what it takes alone: other tests run beside.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3);

    private const string ThreadTime = "/proc/thread-self/schedstat";
    private const string Q = "type Query { a: Int }\n";

    private static readonly Dictionary<string, Func<string>> Texts = new()
    {
        ["ten thousand types"] = () => Q + Repeat(10_000, i => $"type T{i} implements I {{ a(b: P = {{x: {i}}}): T{(i + 1) % 10_000} }}") + "interface I { a(b: P = {x: 1}): I } input P { x: Int }",
        ["ten thousand unknown types"] = () => Q + Repeat(10_000, i => $"type T{i} {{ a: U{i} }}"),
        ["the same type ten thousand times"] = () => Q + Repeat(10_000, _ => "scalar S"),
        ["a type extended ten thousand times"] = () => Q + Repeat(10_000, i => $"extend type Query {{ a{i}: Int }}"),
        ["a circle of ten thousand inputs"] = () => Q + Repeat(10_000, i => $"input P{i} {{ p: P{(i + 1) % 10_000}! }}"),
        ["ten thousand circles of inputs"] = () => Q + Repeat(10_000, i => $"input P{i} {{ p: P{i}! }}"),
        ["inputs that all need each other"] = () => Q + Repeat(300, i => $"input P{i} {{ {Repeat(300, k => $"p{k}: P{k}!")} }}"),
        ["a chain of ten thousand defaults"] = () => Q + Repeat(10_000, i => $"input P{i} {{ p: P{i + 1} = {{}} }}") + "input P10000 { x: Int }",
        ["a circle of ten thousand defaults"] = () => Q + Repeat(10_000, i => $"input P{i} {{ p: P{(i + 1) % 10_000} = {{}} }}"),
        ["defaults that double thirty times"] = () => Q + Repeat(30, i => $"input P{i} {{ a: P{i + 1} = {{}}, b: P{i + 1} = {{}} }}") + "input P30 { x: Int }",
        ["a list of empty objects of a large input"] = () => Q + $"input P {{ {Repeat(3000, i => $"p{i}: O = {{}}")} }} input O {{ x: Int }} input R {{ r: [P] = [{Repeat(30_000, _ => "{}")}] }}",
        ["a list within a thousand lists"] = () => $"type Query {{ a: {new string('[', 1000)}Int{new string(']', 1000)} }}",
        ["an object within many objects"] = () => $"type Query {{ a(b: P = {string.Concat(Enumerable.Repeat("{p: ", 1000))}{{}}{new string('}', 1000)}): Int }} input P {{ p: P }}",
        ["a circle of ten thousand directives"] = () => Q + Repeat(10_000, i => $"directive @d{i}(a: Int @d{(i + 1) % 10_000}) on ARGUMENT_DEFINITION"),
        ["ten thousand directives on themselves"] = () => Q + Repeat(10_000, i => $"directive @d{i}(a: Int @d{i}) on ARGUMENT_DEFINITION"),
        ["directives on each other's types"] = () => Q + Repeat(3000, i => $"directive @d{i}(a: P{i}) on INPUT_FIELD_DEFINITION input P{i} {{ a: Int {(i > 0 ? $"@d{i - 1}" : "")} }}"),
        ["ten thousand directives in one place"] = () => $"directive @d(a: Int!) on OBJECT type Query {Repeat(10_000, _ => "@d")} {{ a: Int }}",
        ["a directive with ten thousand arguments"] = () => $"directive @d({Repeat(10_000, i => $"a{i}: Int!")}) on OBJECT type Query @d({Repeat(10_000, i => $"a{i}: 1")}) {{ a: Int }}",
        ["three hundred interfaces in a chain"] = () => Q + Repeat(300, i => $"interface I{i} {(i == 0 ? "" : "implements")} {string.Join(" & ", Enumerable.Range(0, i).Select(k => $"I{k}"))} {{ a: Int }}"),
        ["an interface's field of fifty thousand arguments"] = () =>
            $"interface I {{ a({Repeat(50_000, i => $"a{i}: Int")}): Int }} type Query implements I {{ a({Repeat(50_000, i => $"a{i}: Int")} {Repeat(50_000, i => $"b{i}: Int! = 1")}): Int }}",
        ["an interface's field of fifty thousand arguments that its type lacks"] = () => $"interface I {{ a({Repeat(50_000, i => $"a{i}: Int")}): Int }} type Query implements I {{ a: Int }}",
        ["a union of ten thousand"] = () => Q + $"union U = {string.Join(" | ", Enumerable.Range(0, 10_000).Select(_ => "Query"))}",
        ["an enum of a hundred thousand"] = () => Q + $"enum E {{ {Repeat(100_000, i => $"V{i}")} }}",
        ["a description of a megabyte"] = () => $"\"\"\"{new string('x', 1_000_000)}\"\"\" {Q}",
        ["many errors far down"] = () => new string('\n', 2_000_000) + Q + Repeat(10_000, i => $"type T{i} {{ a: U{i} }}"),
        ["nothing"] = () => "",
        ["a brace"] = () => "{",
    };

    public static TheoryData<string> Names => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_text_is_answered_in_time(string name)
    {
        SchemaMaker.Make(Encoding.UTF8.GetBytes(Q)).Schema.ShouldNotBeNull();
        var text = Encoding.UTF8.GetBytes(Texts[name]());
        var before = Spent();
        var made = SchemaMaker.Make(text);
        (Spent() - before).ShouldBeLessThan(Limit);

        made.Errors.Count.ShouldBeLessThanOrEqualTo(100);
        made.Errors.Sum(e => e.Message.Length + e.Locations.Count).ShouldBeLessThan(50_000);
    }

    [Theory]
    [InlineData("a circle of ten thousand inputs", "no value that ends")]
    [InlineData("a chain of ten thousand defaults", "more than 200 other defaults")]
    [InlineData("a circle of ten thousand defaults", "leads back to itself")]
    [InlineData("a list of empty objects of a large input", "too many to check")]
    [InlineData("a circle of ten thousand directives", "must not refer to itself")]
    public void Long_circles_are_found(string name, string error) =>
        SchemaMaker.Make(Encoding.UTF8.GetBytes(Texts[name]())).Errors.ShouldContain(e => e.Message.Contains(error, StringComparison.Ordinal));

    [Theory]
    [InlineData("ten thousand types")]
    [InlineData("defaults that double thirty times")]
    [InlineData("a type extended ten thousand times")]
    public void What_is_only_large_is_valid(string name) => SchemaMaker.Make(Encoding.UTF8.GetBytes(Texts[name]())).Errors.ShouldBeEmpty();

    /// <summary>Processor time of this thread where the system tells it, as wall time is another machine's load; else the clock's.</summary>
    private static TimeSpan Spent() => File.Exists(ThreadTime)
        ? TimeSpan.FromTicks(long.Parse(File.ReadAllText(ThreadTime).Split(' ')[0], CultureInfo.InvariantCulture) / 100)
        : Stopwatch.GetElapsedTime(0);

    private static string Repeat(int count, Func<int, string> piece) => string.Join("\n", Enumerable.Range(0, count).Select(piece));
}
