namespace ChildLink.Tests.Foundations.GraphQL.Execution;

public sealed class NullPropagationTests
{
    private const string Sdl = """
        type Query { o: O must: O! list: [O] mustList: [O!] allMust: [O!]! lists: [[O!]] ints: [Int] mustInts: [Int!] deep: [[Int!]!] u: U e: E n: Int s: String! }
        type O { a: Int b: Int! o: O must: O! tags: [String!] mustTags: [String!]! }
        type P { p: Int! }
        union U = O | P
        enum E { X Y }
        """;

    /// <summary>Data, document, data of the answer, paths of its errors.</summary>
    public static TheoryData<string, string, string, string[]> Cases => new()
    {
        { """{"o": {"a": 1}}""", "{ o { a b } }", """{"o":null}""", ["o.b"] },
        { """{"o": {"b": 1}}""", "{ o { a b } }", """{"o":{"a":null,"b":1}}""", [] },
        { """{"o": {"must": {"must": {}}}}""", "{ o { must { must { b } } } }", """{"o":null}""", ["o.must.must.b"] },
        { """{"must": {}}""", "{ must { b } }", "null", ["must.b"] },
        { """{}""", "{ must { b } }", "null", ["must"] },
        { """{}""", "{ n s }", "null", ["s"] },
        { """{"list": [{"b": 1}, {}, null, {"b": 2}]}""", "{ list { b } }", """{"list":[{"b":1},null,null,{"b":2}]}""", ["list.1.b"] },
        { """{"mustList": [{"b": 1}, {}, {}]}""", "{ mustList { b } n }", """{"mustList":null,"n":null}""", ["mustList.1.b"] },
        { """{"mustList": [{"b": 1}, null]}""", "{ mustList { b } }", """{"mustList":null}""", ["mustList.1"] },
        { """{"allMust": [{"b": 1}, null]}""", "{ n allMust { b } }", "null", ["allMust.1"] },
        { """{"lists": [[{"b": 1}], [{"b": 2}, {}], null, []]}""", "{ lists { b } }", """{"lists":[[{"b":1}],null,null,[]]}""", ["lists.1.1.b"] },
        { """{"ints": [1, null, "x", 4]}""", "{ ints }", """{"ints":[1,null,null,4]}""", ["ints.2"] },
        { """{"mustInts": [1, null, 3]}""", "{ mustInts n }", """{"mustInts":null,"n":null}""", ["mustInts.1"] },
        { """{"mustInts": [1, "x", "y"]}""", "{ mustInts }", """{"mustInts":null}""", ["mustInts.1"] },
        { """{"deep": [[1, 2], [3]]}""", "{ deep }", """{"deep":[[1,2],[3]]}""", [] },
        { """{"deep": [[1, 2], [null]]}""", "{ deep }", """{"deep":null}""", ["deep.1.0"] },
        { """{"o": {"b": 1, "tags": ["x", null]}}""", "{ o { b tags } }", """{"o":{"b":1,"tags":null}}""", ["o.tags.1"] },
        { """{"o": {"b": 1, "mustTags": ["x", null]}}""", "{ o { b mustTags } }", """{"o":null}""", ["o.mustTags.1"] },
        { """{"o": {"b": 1}}""", "{ o { mustTags b } }", """{"o":null}""", ["o.mustTags"] },
        { """{"o": {"a": "x", "b": 1}}""", "{ o { a b } }", """{"o":{"a":null,"b":1}}""", ["o.a"] },
        { """{"o": {"a": "x", "b": "y", "o": {"b": "z"}}}""", "{ o { a o { b } b } }", """{"o":null}""", ["o.a", "o.o.b", "o.b"] },
        { """{"o": {"a": "x", "b": "y", "o": {"b": "z"}}}""", "{ o { b a o { b } } }", """{"o":null}""", ["o.b"] },
        { """{"list": [{"a": "x", "b": 1}, {"b": "y", "a": "z"}], "n": "q"}""", "{ list { a b } n }", """{"list":[{"a":null,"b":1},null],"n":null}""", ["list.0.a", "list.1.a", "list.1.b", "n"] },
        { """{"list": 5}""", "{ list { b } }", """{"list":null}""", ["list"] },
        { """{"list": "text", "ints": "text"}""", "{ list { b } ints }", """{"list":null,"ints":null}""", ["list", "ints"] },
        { """{"mustList": [[{"b": 1}]]}""", "{ mustList { b } }", """{"mustList":null}""", ["mustList.0.b"] },
        { """{"u": {"__typename": "P", "p": 1}}""", "{ u { ...on P { p } } }", """{"u":{"p":1}}""", [] },
        { """{"u": {"__typename": "Query"}}""", "{ u { __typename } }", """{"u":null}""", ["u"] },
        { """{"u": {"p": 1}}""", "{ u { __typename } }", """{"u":null}""", ["u"] },
        { """{"e": "X"}""", "{ e }", """{"e":"X"}""", [] },
        { """{"e": "Z"}""", "{ e }", """{"e":null}""", ["e"] },
        { """{"o": {"__error": "m"}, "n": {"__error": "m"}}""", "{ o { a } n }", """{"o":null,"n":null}""", ["o", "n"] },
        { """{"list": [{"b": 1}, {"__error": "m"}], "ints": [1, {"__error": "m"}]}""", "{ list { b } ints }", """{"list":[{"b":1},null],"ints":[1,null]}""", ["list.1", "ints.1"] },
        { """{"o": {"b": {"__error": "m"}}}""", "{ o { b } x: o { a } }", """{"o":null,"x":{"a":null}}""", ["o.b"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Null_goes_up_to_the_nearest_nullable_place_with_one_error(string data, string document, string expected, string[] paths)
    {
        var answer = await Engine.RunAsync(Sdl, data, document);

        Engine.Data(answer).ShouldBe(expected);
        Engine.Paths(answer).ShouldBe(paths);
        answer.ContainsKey("data").ShouldBeTrue();
    }

    [Fact]
    public async Task Errors_tell_all_places_of_a_merged_field()
    {
        var answer = await Engine.RunAsync(Sdl, """{"must": {}}""", "{\n  must { b }\n  ...F\n}\nfragment F on Query { must { a b } }");

        answer["errors"]![0]!["locations"]!.ToJsonString().ShouldBe("""[{"line":2,"column":10},{"line":5,"column":32}]""");
        answer["errors"]![0]!["extensions"]!["code"]!.GetValue<string>().ShouldBe("HC0018");
    }
}
