using System.Text.Json.Nodes;
using ChildLink.Oversight.Review;
using ChildLink.Views.Children;
using ChildLink.Views.Deliveries;
using ChildLink.Views.Narrowing;
using Microsoft.OpenApi;

namespace ChildLink.Api.OpenApi;

/// <summary>Query parameters of lists, with the limits that the code holds.</summary>
internal static class ListParameters
{
    /// <summary>Parameters of lists of children.</summary>
    public static IReadOnlyList<OpenApiParameter> Children =>
    [
        Fields(),
        SharedParameters.Query("school", Shape.Text(), "Only this school, by code. / 学校コード"),
        SharedParameters.Query("grade", Shape.Text(), "Only this grade. / 学年"),
        SharedParameters.Query("class", Shape.Text(), "Only this class. / 組"),
        SharedParameters.Query("order", Shape.Word(null, [.. ChildOffer.Orders.SelectMany(o => new[] { o, "-" + o })]), "Order; a hyphen in front for descending. / 並び順"),
        SharedParameters.Size("size", ChildQuery.LargestPage, new ChildQuery().Size, "Rows of a page. / 件数"),
        SharedParameters.Cursor(),
        SharedParameters.Switch("count", "Whether to count all rows. / 総件数"),
    ];

    /// <summary>Parameters of lists of candidates.</summary>
    public static IReadOnlyList<OpenApiParameter> Candidates =>
    [
        .. Children,
        SharedParameters.Query("rule", Shape.Text(), "Only whom this narrowing rule of the city leaves: see `GET /v1/narrowing-rules`. / 絞り込みの方法"),
        SharedParameters.Query("list", Shape.Word(null, NarrowingLists.Highest, NarrowingLists.Newest), "`newest`: of these who was no candidate in the run before of the plan, or whom nobody ever looked at. / 高い順・新しい順"),
        SharedParameters.Query("status", NarrowingSchemas.Status(null), "Only candidates with this status. / 絞り込みの状況"),
    ];

    /// <summary>Parameters of the difference of two runs.</summary>
    public static IReadOnlyList<OpenApiParameter> Differences =>
    [
        Required(SharedParameters.Query("before", Shape.Uuid(), "The earlier run. / 前回の判定")),
        SharedParameters.Query("change", Shape.Word(null, RunDifferenceQuery.Entered, RunDifferenceQuery.Left), "Only these; left out: both. / 変化の種類"),
        SharedParameters.Size("size", ChildQuery.LargestPage, new ChildQuery().Size, "Rows of a page. / 件数"),
        SharedParameters.Cursor(),
    ];

    /// <summary>Parameters of the access log.</summary>
    public static IReadOnlyList<OpenApiParameter> AccessLog =>
    [
        SharedParameters.Query("child", Shape.Uuid(), "Only entries about this child. / 対象者"),
        SharedParameters.Query("actor", Shape.Text(), "Only this actor: issuer and subject joined by a bar, or the subject alone under any known issuer. / 閲覧者"),
        SharedParameters.Query("role", Shape.Text(), "Only this role. / 役割"),
        SharedParameters.Query("purpose", Shape.Text(), "Only this purpose. / 利用目的"),
        SharedParameters.Query("outcome", Shape.Text(), "Only this outcome; `refused` finds every refusal, `refused:code` one kind. / 結果"),
        SharedParameters.Query("from", Shape.Instant(), "Not before. / 開始"),
        SharedParameters.Query("until", Shape.Instant(), "Before. / 終了"),
        SharedParameters.Size("limit", AccessLogQuery.LargestPage, new AccessLogQuery().Limit, "Rows of a page. / 件数"),
        SharedParameters.Cursor(),
    ];

    public static string DeliveryPages => $"Newest first, {DeliveryViews.PageSize} a page. A holder sees its own.";

    public static string FindingPages => $"In order of row, {DeliveryViews.PageSize} a page.";

    private static OpenApiParameter Required(OpenApiParameter parameter)
    {
        parameter.Required = true;
        return parameter;
    }

    private static OpenApiParameter Fields()
    {
        var offer = ChildOffer.Of(ChildDocument.List);
        var schema = Shape.List(Shape.Word(null, [.. offer.Select(p => p.Name)]));
        schema.MinItems = 1;
        schema.UniqueItems = true;
        schema.Default = new JsonArray([.. offer.Where(p => p.ByDefault).Select(p => JsonValue.Create(p.Name))]);
        var parameter = SharedParameters.Query("fields", schema, "Properties of a child, joined by commas. / 項目");
        parameter.Style = ParameterStyle.Form;
        parameter.Explode = false;
        return parameter;
    }
}
