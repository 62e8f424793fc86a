using ChildLink.GraphQL.Language;
using ChildLink.Tests.GraphQL.Generation;

namespace ChildLink.Tests.GraphQL.Language;

public sealed class ParserTests
{
    [Theory]
    [InlineData("", "1:1 Unexpected <EOF>.")]
    [InlineData("{", "1:2 Expected Name, found <EOF>.")]
    [InlineData("{}", "1:2 Expected Name, found \"}\".")]
    [InlineData("{ a(b: ) }", "1:8 Unexpected \")\".")]
    [InlineData("{ a() }", "1:5 Expected Name, found \")\".")]
    [InlineData("{ ...on }", "1:9 Expected Name, found \"}\".")]
    [InlineData("fragment on on T { a }", "1:10 Unexpected Name \"on\".")]
    [InlineData("fragment F($a: Int) on T { a }", "1:11 Expected \"on\", found \"(\".")]
    [InlineData("query ($a: Int = $b) { a }", "1:18 Unexpected variable in constant value.")]
    [InlineData("\"d\" { a }", "1:1 Unexpected description, a query without the word \"query\" has none.")]
    [InlineData("\"d\" extend type T { a: Int }", "1:1 Unexpected description, only definitions have one.")]
    [InlineData("notAnOperation { a }", "1:1 Unexpected Name \"notAnOperation\".")]
    [InlineData("{ a }\r\n\r  ?", "3:3 Unexpected character: \"?\".")]
    [InlineData("{ é }", "1:3 Unexpected character: U+00E9.")]
    [InlineData("{ a(b: \"😀\", c: ^) }", "1:17 Unexpected character: \"^\".")]
    [InlineData("{ a(b: 'x') }", "1:8 Unexpected single quote, strings are written in double quotes.")]
    [InlineData("{ a .. }", "1:5 Unexpected character: \".\".")]
    [InlineData("type T {}", "1:9 Expected Name, found \"}\".")]
    [InlineData("extend type T", "1:14 Unexpected <EOF>.")]
    [InlineData("extend scalar S", "1:16 Unexpected <EOF>.")]
    [InlineData("enum E { true }", "1:10 Name \"true\" is reserved and cannot be used for an enum value.")]
    [InlineData("directive @d on NOWHERE", "1:17 Unexpected Name \"NOWHERE\".")]
    [InlineData("directive @d @e on FIELD", "1:14 Expected \"on\", found \"@\".")]
    [InlineData("schema { a: B }", "1:10 Unexpected Name, expected \"query\", \"mutation\" or \"subscription\".")]
    [InlineData("schema @d", "1:10 Expected \"{\", found <EOF>.")]
    [InlineData("union U = | ", "1:13 Expected Name, found <EOF>.")]
    [InlineData("type T implements { a: Int }", "1:19 Expected Name, found \"{\".")]
    public void What_is_no_document_is_refused_at_its_place(string text, string expected) => Refusal(text).ShouldBe(expected);

    [Theory]
    [InlineData("00", 9)]
    [InlineData("01", 9)]
    [InlineData("-", 9)]
    [InlineData("1.", 10)]
    [InlineData("1.e1", 10)]
    [InlineData("1e", 10)]
    [InlineData("1e+", 11)]
    [InlineData("0xF1", 9)]
    [InlineData("1a", 9)]
    [InlineData("1.2.3", 11)]
    [InlineData("0.", 10)]
    [InlineData(".5", 8)]
    [InlineData("+1", 8)]
    public void Numbers_are_whole_tokens(string number, int column) => Refusal($"{{ a(b: {number}) }}").ShouldStartWith($"1:{column} ");

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("0.0e-0")]
    [InlineData("-1.5E+10")]
    public void Numbers_keep_their_text(string number) => (Value(number) switch { IntValueNode i => i.Text, FloatValueNode f => f.Text, _ => "" }).ShouldBe(number);

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "a\"\\/\b\f\n\r\t")]
    [InlineData("\"\\u0041\\u00e9\\u{1F600}\\u{0000000000041}\"", "Aé😀A")]
    [InlineData("\"\\uD83D\\uDE00\"", "😀")]
    [InlineData("\"\0\u0007\"", "\0\u0007")]
    [InlineData("\"\"\"\"\"\"", "")]
    [InlineData("\"\"\" one line \"\"\"", " one line ")]
    [InlineData("\"\"\"\n\n    Hello,\n      World!\n\r\n    Yours,\r      GraphQL.\n  \n\"\"\"", "Hello,\n  World!\n\nYours,\n  GraphQL.")]
    [InlineData("\"\"\"first\n    second\n   third\"\"\"", "first\n second\nthird")]
    [InlineData("\"\"\"a \\\"\"\" b \\n \"c\" \"\"\"", "a \"\"\" b \\n \"c\" ")]
    public void Strings_mean_their_text(string literal, string expected) => ((StringValueNode)Value(literal)).Value.ShouldBe(expected);

    [Theory]
    [InlineData("\"a", "1:13 Unterminated string.")]
    [InlineData("\"a\nb\"", "1:10 Unterminated string.")]
    [InlineData("\"\"\"a\n", "2:4 Unterminated string.")]
    [InlineData("\"a\\x\"", "1:10 Invalid character escape sequence: \\ before \"x\".")]
    [InlineData("\"\\u12\"", "1:9 Invalid Unicode escape sequence.")]
    [InlineData("\"\\uD83D\"", "1:9 Invalid Unicode escape sequence.")]
    [InlineData("\"\\uDE00\\uD83D\"", "1:9 Invalid Unicode escape sequence.")]
    [InlineData("\"\\uD83D\\u0041\"", "1:9 Invalid Unicode escape sequence.")]
    [InlineData("\"\\u{D800}\"", "1:9 Invalid Unicode escape sequence.")]
    [InlineData("\"\\u{110000}\"", "1:9 Invalid Unicode escape sequence.")]
    [InlineData("\"\\u{FFFFFFFFFFFF}\"", "1:9 Invalid Unicode escape sequence.")]
    [InlineData("\"\\u{}\"", "1:9 Invalid Unicode escape sequence.")]
    [InlineData("\"\\u{41\"", "1:9 Invalid Unicode escape sequence.")]
    public void Strings_that_are_none_are_refused(string literal, string expected) => Refusal($"{{ a(b: {literal}) }}").ShouldStartWith(expected);

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused_where_they_stand_and_no_mistake_before_them_is_lost()
    {
        Refusal([.. "{ a\n# é "u8, 0xFF, .. "\n}"u8]).ShouldBe("2:5 Invalid character: the text is not valid UTF-8.");
        Refusal([.. "{ a(b: 01) "u8, 0xC3]).ShouldStartWith("1:9 Invalid number");
        Refusal("{ a(b: \"a\uD800b\") }").ShouldBe("1:10 Invalid character: the text is not valid UTF-8.");
        Refusal([0xED, 0xA0, 0x80]).ShouldStartWith("1:1 Invalid character");
        Refusal([.. "{ a }"u8, 0xC0, 0x80]).ShouldStartWith("1:6 Invalid character");
    }

    [Fact]
    public void Byte_order_marks_commas_and_comments_are_passed_over() =>
        SyntaxDump.Of(Read("\uFEFF{,,a#x\n\uFEFF,b#\"{\r}#")).ShouldBe(SyntaxDump.Of(Read("{ a b }")));

    [Fact]
    public void Descriptions_stand_on_operations_fragments_and_variables()
    {
        var document = Read("\"o\" query Q(\"v\" $a: Int) { a } \"\"\"\nf\n\"\"\" fragment F on T { a }");
        document.Definitions.Select(d => d.Description?.Value).ShouldBe(["o", "f"]);
        ((OperationDefinitionNode)document.Definitions[0]).Variables[0].Description!.Value.ShouldBe("v");
    }

    [Fact]
    public void Equal_names_are_one_string()
    {
        var selections = ((OperationDefinitionNode)Read("{ child child }").Definitions[0]).SelectionSet.Selections;
        ((FieldNode)selections[0]).Name.Value.ShouldBeSameAs(((FieldNode)selections[1]).Name.Value);
    }

    [Fact]
    public void Messages_repeat_no_literal()
    {
        Refusal("{ a(b: 1) \"山田花子\" }").ShouldBe("1:11 Expected Name, found String.");
        Refusal("{ a 13101 }").ShouldBe("1:5 Expected Name, found Int.");
    }

    [Theory]
    [InlineData("ab\r\ncd\ne\rf", 0, 1, 1)]
    [InlineData("ab\r\ncd\ne\rf", 3, 1, 4)]
    [InlineData("ab\r\ncd\ne\rf", 4, 2, 1)]
    [InlineData("ab\r\ncd\ne\rf", 9, 4, 1)]
    [InlineData("é😀x", 6, 1, 4)]
    public void Places_are_lines_and_utf16_columns(string text, int offset, int line, int column) =>
        SourceLocations.Of(SourceText.Utf8(text), offset).ShouldBe(new SourceLocation(line, column));

    private static DocumentNode Read(string text)
    {
        var result = GraphQLParser.Parse(SourceText.Utf8(text));
        result.Error.ShouldBeNull();
        return result.Document!;
    }

    private static ValueNode Value(string literal) => ((FieldNode)((OperationDefinitionNode)Read($"{{ a(b: {literal}) }}").Definitions[0]).SelectionSet.Selections[0]).Arguments[0].Value;

    private static string Refusal(string text) => Refusal(SourceText.Utf8(text));

    private static string Refusal(byte[] text)
    {
        var error = GraphQLParser.Parse(text).Error.ShouldNotBeNull();
        var place = error.Locations.ShouldHaveSingleItem();
        error.Message.ShouldStartWith("Syntax Error: ");
        return $"{place.Line}:{place.Column} {error.Message["Syntax Error: ".Length..]}";
    }
}
