namespace ChildLink.Tests.GraphQL.Generation;

/// <summary>A schema and a piece of each error it must have; none when it is valid.</summary>
/// <param name="Name">The rule and what is tried.</param>
/// <param name="Sdl">The schema.</param>
/// <param name="Errors">A piece of the message of each error, in order.</param>
public sealed record SchemaRuleCase(string Name, string Sdl, params string[] Errors)
{
    /// <summary>Why graphql-js 17 says otherwise, or null when it says the same.</summary>
    public string? OtherIn17 { get; init; }
}

/// <summary>Every rule of section 3 and of SDL, kept and broken. The conformance suite asks graphql-js the same.</summary>
public static class SchemaRuleCases
{
    private const string Q = "type Query { a: Int }\n";

    /// <summary>All cases.</summary>
    public static IEnumerable<SchemaRuleCase> All => [.. Text, .. Applied, .. Members, .. Interfaces, .. Inputs, .. Circles, .. BuiltIn];

    private static IEnumerable<SchemaRuleCase> Text =>
    [
        new("smallest", Q),
        new("operation beside definitions", Q + "{ a }", "operations or fragments") { OtherIn17 = "it overlooks executable definitions in SDL" },
        new("fragment beside definitions", Q + "fragment F on Query { a }", "operations or fragments") { OtherIn17 = "it overlooks executable definitions in SDL" },
        new("two schemas", "schema { query: Q } schema { mutation: M } type Q { a: Int } type M { a: Int }", "only one schema"),
        new("root twice", "schema { query: Q query: Q } type Q { a: Int }", "only one root type for a query"),
        new("root twice by extension", "schema { query: Q } extend schema { query: Q } type Q { a: Int }", "only one root type for a query"),
        new("root by extension", "schema { query: Q } extend schema { mutation: M } type Q { a: Int } type M { a: Int }"),
        new("extension of the schema without definition", Q + "extend schema { mutation: M } type M { a: Int }"),
        new("default name wins over extension", Q + "extend schema { query: Other } type Other { a: Int }"),
        new("type twice", Q + "scalar A scalar A", "only one type named \"A\""),
        new("type twice of two kinds", Q + "scalar A enum A { B }", "only one type named \"A\""),
        new("directive twice", Q + "directive @d on FIELD directive @d on QUERY", "only one directive named \"@d\""),
        new("field twice", "type Query { a: Int a: String }", "\"Query.a\" can be defined only once"),
        new("field twice by extension", Q + "extend type Query { a: Int }", "\"Query.a\" can be defined only once"),
        new("interface field twice", Q + "interface I { b: Int b: Int }", "\"I.b\" can be defined only once"),
        new("input field twice", Q + "input I { b: Int b: Int }", "\"I.b\" can be defined only once"),
        new("enum value twice", Q + "enum E { A A }", "\"E.A\" can be defined only once"),
        new("enum value twice by extension", Q + "enum E { A } extend enum E { A }", "\"E.A\" can be defined only once"),
        new("argument twice", "type Query { a(b: Int, b: Int, b: Int): Int }", "\"Query.a(b:)\" can be defined only once"),
        new("argument of a directive twice", Q + "directive @d(b: Int, b: Int) on FIELD", "\"@d(b:)\" can be defined only once"),
        new("unknown types", "type Query implements I { a(b: A): B } union U = M input P { a: X } directive @d(c: C) on FIELD", "\"I\" is unknown", "\"A\" is unknown", "\"B\" is unknown", "\"M\" is unknown", "\"X\" is unknown", "\"C\" is unknown"),
        new("unknown root", "schema { query: Nobody } type A { a: Int }", "\"Nobody\" is unknown"),
        new("extension of nothing", Q + "extend type A { b: Int }", "\"A\" cannot be extended"),
        new("extension of another kind", Q + "scalar A extend type A { b: Int }", "of another kind"),
        new("extension before definition", "extend type Query { b: Int } " + Q),
        new("extension of a built-in type", Q + "extend scalar String @d directive @d on SCALAR", "\"String\" cannot be extended"),
        new("enum values that are literals", Q + "enum E { true }", ""),
        new("empty braces", Q + "type A {}", ""),
        new("empty arguments", "type Query { a(): Int }", ""),
        new("a directive without locations", Q + "directive @d on", ""),
        new("a directive on an unknown location", Q + "directive @d on NOWHERE", ""),
        new("a variable in a default", "type Query { a(b: Int = $c): Int }", ""),
        new("a description on an extension", Q + "\"what\" extend type Query { b: Int }", ""),
        new("an extension of nothing more", Q + "extend type Query", ""),
        new("a default with a field twice", "type Query { a(b: I = {c: 1, c: 2}): Int } input I { c: Int }", "only one input field named \"c\""),
    ];

    private static IEnumerable<SchemaRuleCase> Applied =>
    [
        new("unknown directive", "type Query @d { a: Int }", "\"@d\" is unknown"),
        new("directive in the wrong place", "type Query @deprecated { a: Int @specifiedBy(url: \"u\") }", "must not be used on OBJECT", "must not be used on FIELD_DEFINITION"),
        new("every place of SDL", """
            directive @d repeatable on SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
            schema @d { query: Query } extend schema @d
            scalar S @d
            type Query implements I @d { a(b: Int @d): Int @d }
            interface I @d { a(b: Int @d): Int @d }
            union U @d = Query
            enum E @d { A @d }
            input P @d { a: Int @d }
            directive @other(a: Int @d) on FIELD
            """),
        new("directive twice", "directive @d on OBJECT type Query @d @d { a: Int }", "only once at this place"),
        new("directive twice by extension", "directive @d on OBJECT type Query @d { a: Int } extend type Query @d", "only once at this place"),
        new("directive twice on schema and extension", Q + "directive @d on SCHEMA schema @d { query: Query } extend schema @d", "only once at this place"),
        new("repeatable directive", "directive @d repeatable on OBJECT type Query @d @d { a: Int }"),
        new("unknown argument", "directive @d(a: Int) on OBJECT type Query @d(b: 1) { a: Int }", "no argument \"b\""),
        new("argument twice", "directive @d(a: Int) on OBJECT type Query @d(a: 1, a: 2) { a: Int }", "only one argument named \"a\""),
        new("required argument missing", "directive @d(a: Int!, b: Int! = 1) on OBJECT type Query @d { a: Int }", "\"@d(a:)\" is required"),
        new("argument of another type", "directive @d(a: Int!) on OBJECT type Query @d(a: null) { a: Int }"),
        new("field twice in an argument", "directive @d(a: I) on OBJECT type Query @d(a: {b: 1, b: 2}) { a: Int } input I { b: Int }", "only one input field named \"b\""),
        new("reason is no text", "type Query { a: Int @deprecated(reason: 1) }", "@deprecated(reason:)"),
        new("reason is null", "type Query { a: Int @deprecated(reason: null) }", "@deprecated(reason:)"),
        new("address is no text", Q + "scalar S @specifiedBy(url: URL)", "@specifiedBy(url:)"),
        new("own specifiedBy without address", Q + "directive @specifiedBy(other: Int) on SCALAR scalar S @specifiedBy(other: 1)", "@specifiedBy(url:)"),
        new("name of a directive is kept", Q + "directive @__d on FIELD", "must not begin with"),
        new("argument of a directive is of an output type", Q + "directive @d(a: Query) on FIELD", "must be of an input type"),
        new("name of a directive's argument is kept", Q + "directive @d(__a: Int) on FIELD", "must not begin with"),
        new("required argument of a directive is deprecated", Q + "directive @d(a: Int! @deprecated) on FIELD", "must not be deprecated"),
        new("default of a directive's argument", Q + "directive @d(a: Int! = \"1\") on FIELD", "The default of @d(a:) is not valid"),
    ];

    private static IEnumerable<SchemaRuleCase> Members =>
    [
        new("no query root", "type A { a: Int }", "must have a root type for queries"),
        new("query root is an input", "input Query { a: Int }", "query root must be an object type"),
        new("mutation root is an interface", Q + "interface Mutation { a: Int }", "mutation root must be an object type"),
        new("roots are the same", "schema { query: Q mutation: Q } type Q { a: Int }", "must be different"),
        new("a type named like a root that is none", "schema { query: Q } type Q { a: Int } input Mutation { a: Int }"),
        new("type without fields", Q + "type A interface B", "must have at least one field", "must have at least one field"),
        new("type with fields by extension", Q + "type A extend type A { b: Int }"),
        new("names that are kept", "type Query { __a: Int, b(__c: Int): Int } type __A { a: Int } enum E { __V } input P { __p: Int }",
            "\"__a\"", "\"__c\"", "\"__A\"", "\"__V\"", "\"__p\""),
        new("field of an input type", "type Query { a: P, b: [P!]! } input P { a: Int }", "must be of an output type", "must be of an output type"),
        new("argument of an output type", "type Query { a(b: Query, c: [U]): Int } union U = Query", "must be of an input type", "must be of an input type"),
        new("argument of an output type with a default", "type Query { a(b: Query = 1): Int }", "must be of an input type"),
        new("required argument is deprecated", "type Query { a(b: Int! @deprecated, c: Int! = 1 @deprecated, d: Int @deprecated): Int }", "must not be deprecated"),
        new("union without members", Q + "union U", "must have at least one member"),
        new("union with a member twice", Q + "union U = Query | Query", "include Query only once"),
        new("union with a member twice by extension", Q + "union U = Query extend union U = Query", "include Query only once"),
        new("union of other kinds", Q + "union U = I | Int | P | U | E interface I { a: Int } input P { a: Int } enum E { A }", "I is none", "Int is none", "P is none", "U is none", "E is none"),
        new("enum without values", Q + "enum E", "must have at least one value"),
        new("enum with values by extension", Q + "enum E extend enum E { A }"),
    ];

    private static IEnumerable<SchemaRuleCase> Interfaces =>
    [
        new("implements an object", Q + "type A implements Query { a: Int }", "interfaces only; Query is none"),
        new("implements twice", "type Query implements I & I { a: Int } interface I { a: Int }", "only once"),
        new("implements itself", Q + "interface I implements I { a: Int }", "cannot implement itself"),
        new("implement each other", Q + "interface I implements J { a: Int } interface J implements I { a: Int }", "cannot implement J, which", "cannot implement I, which"),
        new("lacks an interface's interface", Q + "interface I { a: Int } interface J implements I { a: Int } type A implements J { a: Int }", "must implement I, because J does"),
        new("interface's interface named", Q + "interface I { a: Int } interface J implements I { a: Int } type A implements J & I { a: Int }"),
        new("lacks a field", Q + "interface I { a: Int b: Int } type A implements I { a: Int }", "lacks the field I.b"),
        new("narrower types", Q + """
            interface I { a: Int, b: I, c: U, d: [I], e: [[I]!], f: I }
            union U = A | Query
            interface J implements I { a: Int!, b: J, c: A!, d: [J!]!, e: [[A]!]!, f: I! }
            type A implements J & I { a: Int!, b: A, c: A!, d: [A!]!, e: [[A!]!]!, f: A! }
            """),
        new("wider types", Q + "interface I { a: Int!, b: [Int!], c: [[I]!]! } type A implements I { a: Int, b: [Int], c: [[I!]]! }",
            "A.a is of type Int", "A.b is of type [Int]", "A.c is of type [[I!]]!"),
        new("other types", Q + "interface I { a: Int, b: I, c: U, d: [Int], e: Int } union U = Query type A implements I { a: String, b: Query, c: A, d: Int, e: [Int] }",
            "A.a is", "A.b is", "A.c is", "A.d is", "A.e is"),
        new("lacks an argument", Q + "interface I { a(b: Int): Int } type A implements I { a: Int }", "lacks the argument \"b\""),
        new("argument of another type", Q + "interface I { a(b: Int): Int } type A implements I { a(b: Int!): Int }", "of type Int, that of A.a of type Int!"),
        new("further optional argument", Q + "interface I { a: Int } type A implements I { a(b: Int, c: Int! = 1): Int }"),
        new("further required argument", Q + "interface I { a: Int } type A implements I { a(b: Int!): Int }", "must not be required"),
        new("deprecated though the interface's field is not", Q + "interface I { a: Int } type A implements I { a: Int @deprecated }", "must not be deprecated"),
        new("deprecated in both", Q + "interface I { a: Int @deprecated } type A implements I { a: Int @deprecated }"),
        new("interfaces by extension", Q + "interface I { a: Int } type A { a: Int } extend type A implements I"),
    ];

    private static IEnumerable<SchemaRuleCase> Inputs =>
    [
        new("input without fields", Q + "input P", "must have at least one field"),
        new("input field of an output type", Q + "input P { a: Query }", "must be of an input type"),
        new("required input field is deprecated", Q + "input P { a: Int! @deprecated, b: Int! = 1 @deprecated }", "must not be deprecated"),
        new("OneOf", Q + "input P @oneOf { a: Int, b: [Int!], c: P }"),
        new("OneOf with a required field", Q + "input P @oneOf { a: Int!, b: Int }", "must be nullable"),
        new("OneOf with a default", Q + "input P @oneOf { a: Int = 1, b: Int }", "must not have a default"),
        new("OneOf by extension with a required field", Q + "input P { a: Int! } extend input P @oneOf", "must be nullable") { OtherIn17 = "it overlooks @oneOf on extensions" },
        new("valid defaults", """
            type Query { a(b: Int = 1, c: Float = 1, d: ID = 1, e: [Int] = 1, f: [[Int]] = [1, [2], null], g: E = A, h: P = {a: 1}, i: P = {a: 1, c: null}, j: O = {x: 1}, k: S = {any: [X, 1]}, l: Int = null): Int }
            enum E { A } input P { a: Int!, b: Int! = 1 c: E } input O @oneOf { x: Int y: Int } scalar S
            """),
        new("defaults of another type", """
            type Query { a(b: Int = "1", c: Int = 1.0, d: Int = 2147483648, e: Int! = null, f: E = "A", g: E = B, h: Boolean = 1, i: String = a, j: ID = 1.5, k: [Int!] = [1, null, "2"], l: Float = "1"): Int }
            enum E { A }
            """, "Query.a(b:)", "Query.a(c:)", "Query.a(d:)", "Query.a(e:)", "Query.a(f:)", "Query.a(g:)", "Query.a(h:)", "Query.a(i:)", "Query.a(j:)", "Query.a(k:)", "Query.a(k:)", "Query.a(l:)"),
        new("default objects", "type Query { a(b: P = {}, c: P = 1, d: P = {a: 1, x: 1}, e: P = {a: \"1\"}, f: P = [{a: 1}]): Int } input P { a: Int! b: Int! = 1 }",
            "P.a is required", "must be an object", "has no field \"x\"", "Int takes whole numbers", "must be an object"),
        new("default of OneOf", "type Query { a(b: P = {}, c: P = {x: 1, y: 1}, d: P = {x: null}, e: P = {z: 1}, f: P = {x: 1, z: 1}): Int } input P @oneOf { x: Int y: Int }",
            "exactly one", "exactly one", "exactly one", "has no field \"z\"", "exactly one", "has no field \"z\""),
        new("default of an input field", Q + "input P { a: [Int!] = [null] }", "P.a is not valid"),
        new("Float default beyond double", "type Query { a(b: Float = 1e400): Int }", "finite") { OtherIn17 = "it takes the literal for infinity" },
    ];

    private static IEnumerable<SchemaRuleCase> Circles =>
    [
        new("input needs itself", Q + "input P { p: P! }", "needs itself through P.p"),
        new("inputs need each other", Q + "input A { b: B! } input B { c: C! } input C { a: A! }", "through A.b, B.c, C.a"),
        new("two circles", Q + "input A { b: B! a: A! } input B { a: A! }", "through A.b, B.a", "through A.a"),
        new("circle that may end", Q + "input A { b: B } input B { a: A! c: [B!]! }"),
        new("OneOf that never ends", Q + "input A @oneOf { a: A b: B } input B { a: A! }", "through A.a", "through A.b, B.a"),
        new("OneOf that may end", Q + "input A @oneOf { a: A b: [A] }"),
        new("default leads to itself", Q + "input P { p: P = {} }", "P.p leads back to itself"),
        new("defaults lead to each other", Q + "input A { b: B = {} } input B { a: A = {b: {}} }", "B.a leads back to itself"),
        new("defaults lead to each other in turn", Q + "input A { b: B = {} } input B { a: A = {} }", "A.b leads back to itself through B.a"),
        new("defaults in lists", Q + "input A { b: [A] = [{}] }", "A.b leads back to itself"),
        new("defaults that give the field", Q + "input A { b: A = {b: null} }"),
        new("defaults that give a field by a circle", Q + "input A { b: B = {a: {}} } input B { a: A = {b: null} }", "A.b leads back to itself"),
        new("directive on its own argument", Q + "directive @d(a: Int @d) on ARGUMENT_DEFINITION", "must not refer to itself") { OtherIn17 = "it does not look for circles of directives" },
        new("directives on each other's arguments", Q + "directive @d(a: Int @e) on ARGUMENT_DEFINITION directive @e(a: Int @d) on ARGUMENT_DEFINITION", "\"@d\"", "\"@e\"") { OtherIn17 = "it does not look for circles of directives" },
        new("directive on its argument's type", Q + "directive @d(a: [P!]) on INPUT_FIELD_DEFINITION | ENUM_VALUE input P { a: E } enum E { A @d }", "must not refer to itself") { OtherIn17 = "it does not look for circles of directives" },
        new("directive beside a circle", Q + "directive @d(a: P) on OBJECT directive @e(a: Int) on INPUT_OBJECT input P @e { p: P }"),
    ];

    private static IEnumerable<SchemaRuleCase> BuiltIn =>
    [
        new("own scalar String", "scalar String type Query { a: String }"),
        new("own object named like a scalar", "type ID { a: Query } type Query { a: ID }"),
        new("own object named like a scalar with an unknown type", "type ID { a: Nobody } type Query { a: ID }", "\"Nobody\" is unknown"),
        new("own types of introspection", "type __Type { __a: Int } " + Q),
        new("introspection as output", "type Query { a: __Type b: __TypeKind c(d: __TypeKind = ENUM): Int }"),
        new("implements introspection", "type Query implements __Type { a: Int }", "__Type is none"),
        new("own deprecated", "directive @deprecated(reason: Int) on OBJECT type Query @deprecated { a: Int }"),
        new("own deprecated in its place", "directive @deprecated on FIELD_DEFINITION type Query { a: Int @deprecated }"),
        new("own skip", "directive @skip on OBJECT type Query @skip { a: Int }"),
        new("own oneOf", "directive @oneOf(a: Int) on INPUT_OBJECT type Query { a: Int } input P @oneOf(a: 1) { a: Int }"),
    ];
}
