using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ChildLink.GraphQL.Types;

namespace ChildLink.Tests.GraphQL.Types;

public sealed class ScalarResultTests
{
    public static TheoryData<string, object, string?> Results => new()
    {
        { "Int", 5, "5" },
        { "Int", 5L, "5" },
        { "Int", 5.0, "5" },
        { "Int", 5m, "5" },
        { "Int", true, "1" },
        { "Int", "12", "12" },
        { "Int", Json("12.0"), "12" },
        { "Int", 5.5, null },
        { "Int", 2147483648L, null },
        { "Int", "x", null },
        { "Int", double.NaN, null },
        { "Int", Json("[]"), null },
        { "Float", 1.5, "1.5" },
        { "Float", 3, "3" },
        { "Float", "1.5", "1.5" },
        { "Float", false, "0" },
        { "Float", double.PositiveInfinity, null },
        { "Float", "NaN", null },
        { "String", "a", "\"a\"" },
        { "String", true, "\"true\"" },
        { "String", 1.5, "\"1.5\"" },
        { "String", 1e21, "\"1e+21\"" },
        { "String", 1.25e22, "\"1.25e+22\"" },
        { "String", -123456789012345680000.0, "\"-123456789012345680000\"" },
        { "String", 1e-7, "\"1e-7\"" },
        { "String", 1.5e-7, "\"1.5e-7\"" },
        { "String", 0.000001, "\"0.000001\"" },
        { "String", 0.00012, "\"0.00012\"" },
        { "String", 100.0, "\"100\"" },
        { "String", -0.0, "\"0\"" },
        { "String", 5e-324, "\"5e-324\"" },
        { "String", double.MaxValue, "\"1.7976931348623157e+308\"" },
        { "String", 0.1f, "\"0.1\"" },
        { "String", 1.50m, "\"1.5\"" },
        { "String", 9007199254740993L, "\"9007199254740993\"" },
        { "String", Json("1e21"), "\"1e+21\"" },
        { "String", Json("1.0"), "\"1\"" },
        { "String", Json("-0"), "\"0\"" },
        { "String", Json("12345678901234567890"), "\"12345678901234567000\"" },
        { "String", Json("1e999"), null },
        { "ID", 1e20, "\"100000000000000000000\"" },
        { "ID", 1e21, "\"1e+21\"" },
        { "ID", -0.0, "\"0\"" },
        { "ID", 5m, "\"5\"" },
        { "ID", Json("1e21"), "\"1e+21\"" },
        { "ID", Json("1e3"), "\"1000\"" },
        { "ID", Json("1000000000000000000000001"), "\"1000000000000000000000001\"" },
        { "Int", "0x1F", "31" },
        { "Int", "0b11", "3" },
        { "Int", "0O17", "15" },
        { "Int", "  ", "0" },
        { "Int", "\uFEFF 12\n", "12" },
        { "Int", "+5", "5" },
        { "Int", "1e2", "100" },
        { "Int", "", null },
        { "Int", "0x", null },
        { "Int", "0b12", null },
        { "Int", "-0x1F", null },
        { "Int", "12\0", null },
        { "Int", "1_000", null },
        { "Float", "0xff", "255" },
        { "Float", " .5 ", "0.5" },
        { "Float", "5.", "5" },
        { "Float", "1e", null },
        { "Float", ".", null },
        { "Float", "1,5", null },
        { "Float", "Infinity", null },
        { "Float", "1e999", null },
        { "String", Json("\"b\""), "\"b\"" },
        { "String", Json("{}"), null },
        { "String", Json("\"\\ud800\""), null },
        { "Boolean", true, "true" },
        { "Boolean", 0, "false" },
        { "Boolean", Json("true"), "true" },
        { "Boolean", "true", null },
        { "ID", "a", "\"a\"" },
        { "ID", 7, "\"7\"" },
        { "ID", Json("12345678901234567890"), "\"12345678901234567890\"" },
        { "ID", Guid.Empty, "\"00000000-0000-0000-0000-000000000000\"" },
        { "ID", 1.5, null },
        { "ID", true, null },
        { "Any", Json("{\"a\":1.50}"), "{\"a\":1.50}" },
        { "Any", "text", "\"text\"" },
        { "Any", 4, "4" },
        { "Any", Json("[{\"a\":\"\\ud800\"}]"), null },
        { "Any", new object(), null },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void A_result_is_written_or_refused_before_anything_is(string type, object value, string? expected)
    {
        using var stream = new MemoryStream();
        string? refusal;
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            refusal = ScalarForms.BuiltIn.Of((ScalarType)CoercionSchema.Schema.Types[type]).Write(value, json);
        }

        (refusal is null).ShouldBe(expected is not null);
        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe(expected ?? "");
    }

    [Fact]
    public void A_built_in_scalar_keeps_its_form() =>
        Should.Throw<ArgumentException>(() => new ScalarForms([new("Int", StringForm.Instance)]));

    private static JsonElement Json(string text) => CoercionSchema.Json(text);
}
