using System.Text;
using ChildLink.GraphQL.Types;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.GraphQL.Types;

public sealed class GeneratedSchemaTests
{
    private const int Schemas = 200;

    /// <summary>A change of a sketch, if it has what it takes, and a piece of the error that it must bring.</summary>
    public static TheoryData<string> Changes => [.. Breaking.Keys];

    private static readonly Dictionary<string, (Func<SdlSketch, string?> Change, string Error)> Breaking = new()
    {
        ["a type is defined twice"] = (s => Some(s, p => p.Head.Contains("type O", StringComparison.Ordinal) && !Extends(p), p => s.Text + p.Text), "only one type named"),
        ["a field is defined twice"] = (s => Some(s, p => IsFields(p), p => Replace(s, p, [.. p.Members, p.Members[0]])), "can be defined only once"),
        ["a value of an enum is defined twice"] = (s => Some(s, p => p.Head.Contains("enum E", StringComparison.Ordinal), p => Replace(s, p, [.. p.Members, p.Members[0]])), "can be defined only once"),
        ["a field of an interface is missing"] = (s => Some(s, p => p.Head.Contains(" implements ", StringComparison.Ordinal) && p.Members.Exists(IsInherited), p => Replace(s, p, [.. p.Members.Where(m => !IsInherited(m)), "spare: Int"])), "lacks the field"),
        ["a field of an interface is narrowed in the interface alone"] = (s => Some(s, p => p.Head.Contains("type O", StringComparison.Ordinal) && p.Members.Exists(IsInherited), p => Replace(s, p, [.. p.Members.Select(m => IsInherited(m) ? "n" + Name(m)[1..] + ": [[[[Int]]]]" : m)])), "is of type"),
        ["a type is not known"] = (s => s.Text + "extend type O0 { spare: Nobody }", "is unknown"),
        ["a name is kept"] = (s => s.Text + "extend type O0 { __spare: Int }", "must not begin with"),
        ["a field is of an input type"] = (s => s.Text + "extend type O0 { spare: Spare } input Spare { a: Int }", "output type"),
        ["an argument is of an output type"] = (s => s.Text + "extend type O0 { spare(a: O0): Int }", "input type"),
        ["an input needs itself"] = (s => s.Text + "input Spare { a: Other! } input Other { a: Spare! }", "no value that ends"),
        ["a directive is not known"] = (s => s.Text + "extend type O0 @nobody", "is unknown"),
        ["a directive stands in the wrong place"] = (s => s.Text + "extend type O0 @deprecated", "must not be used on OBJECT"),
        ["a required argument is deprecated"] = (s => s.Text + "extend type O0 { spare(a: Int! @deprecated): Int }", "must not be deprecated"),
        ["a default is of another type"] = (s => s.Text + "extend type O0 { spare(a: E0 = 1): Int }", "default of O0.spare(a:)"),
        ["a union has a scalar"] = (s => s.Text + "union Spare = Int", "object types only"),
        ["a type has no fields"] = (s => s.Text + "type Spare", "at least one field"),
    };

    [Fact]
    public void A_generated_schema_is_valid()
    {
        for (var seed = 0; seed < Schemas; seed++)
            SchemaMaker.Make(Encoding.UTF8.GetBytes(SdlGenerator.Make(seed).Text)).Errors.Select(e => $"{seed}: {e.Message}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_changed_schema_is_refused_by_the_rule_it_breaks(string change)
    {
        var tried = 0;
        for (var seed = 0; seed < Schemas / 3; seed++)
        {
            var (apply, error) = Breaking[change];
            if (apply(SdlGenerator.Make(seed)) is not { } text)
                continue;
            tried++;
            SchemaMaker.Make(Encoding.UTF8.GetBytes(text)).Errors.ShouldContain(e => e.Message.Contains(error, StringComparison.Ordinal), text);
        }

        tried.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_changed_schema_never_throws_and_is_either_valid_or_has_errors()
    {
        for (var seed = 0; seed < 800; seed++)
        {
            var made = SchemaMaker.Make(Encoding.UTF8.GetBytes(SdlMutation.Apply(SdlGenerator.Make(seed / 5), seed)));
            (made.Schema is null).ShouldBe(made.Errors.Count > 0);
        }
    }

    private static string? Some(SdlSketch sketch, Predicate<SdlSketch.Piece> which, Func<SdlSketch.Piece, string> change) =>
        sketch.Pieces.Find(which) is { } piece ? change(piece) : null;

    private static string Replace(SdlSketch sketch, SdlSketch.Piece piece, List<string> members) =>
        string.Join("\n", sketch.Pieces.Select(p => (p == piece ? p with { Members = members } : p).Text));

    private static bool Extends(SdlSketch.Piece piece) => piece.Head.StartsWith("extend", StringComparison.Ordinal);

    private static bool IsFields(SdlSketch.Piece piece) => piece.Head.Contains("type O", StringComparison.Ordinal) || piece.Head.Contains("interface N", StringComparison.Ordinal);

    private static bool IsInherited(string member) => Name(member) is { Length: 2 } name && name[0] == 'n' && char.IsDigit(name[1]);

    /// <summary>The name of a member behind its description.</summary>
    private static string Name(string member)
    {
        var text = member[(member.LastIndexOf("\" ", member.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? colon : 0, StringComparison.Ordinal) is var quote and >= 0 ? quote + 2 : 0)..];
        return new string([.. text.TakeWhile(c => char.IsLetterOrDigit(c) || c == '_')]);
    }
}
