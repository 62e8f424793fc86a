using System.Text;
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
        using (var json = new Utf8JsonWriter(stream))
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
