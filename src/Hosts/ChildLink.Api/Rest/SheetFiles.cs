using ChildLink.Views.Children;
using ChildLink.Views.Sheets;
using Microsoft.AspNetCore.Http.Features;

namespace ChildLink.Api.Rest;

/// <summary>Sheets on the wire: as files that leave, and as bodies that come back.</summary>
internal static class SheetFiles
{
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Csv = "text/csv";

    /// <summary>Header that names the sheet.</summary>
    public const string IdHeader = "Sheet-Id";

    /// <summary>Header with the digest that stands in the access log.</summary>
    public const string DigestHeader = "Sheet-Sha256";

    private const int LargestFile = 8 << 20;

    /// <summary>Hands the file over.</summary>
    public static Task WriteAsync(HttpContext http, MadeSheet sheet, CancellationToken ct)
    {
        var (type, ending) = sheet.Format == SheetFormat.Xlsx ? (Xlsx, "xlsx") : (Csv + "; charset=utf-8", "csv");
        var headers = http.Response.Headers;
        headers[IdHeader] = sheet.Id.ToString("D");
        headers[DigestHeader] = sheet.File.Sha256;
        headers.ContentDisposition = $"attachment; filename=\"sheet-{sheet.Id:N}.{ending}\"";
        headers.XContentTypeOptions = "nosniff";
        return Answering.WriteAsync(http, StatusCodes.Status201Created, sheet.File.Bytes, ct, type);
    }

    /// <summary>Reads a file that came as a body, at most 8 MiB.</summary>
    public static async Task<(byte[]? File, ViewOutcome.Malformed? Fault)> ReadAsync(HttpContext http, CancellationToken ct)
    {
        var type = http.Request.GetTypedHeaders().ContentType?.MediaType.Value;
        if (type is not (Xlsx or Csv))
            return (null, new ViewOutcome.Malformed("Content-Type", $"must be {Xlsx} or {Csv}."));
        // The server reads the bound when the reading begins.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = LargestFile;
        using var file = new MemoryStream();
        await http.Request.Body.CopyToAsync(file, ct);
        return (file.ToArray(), null);
    }

    /// <summary>The format that a word names, or null.</summary>
    public static SheetFormat? FormatOf(string word) => word switch
    {
        "xlsx" => SheetFormat.Xlsx,
        "csv" => SheetFormat.Csv,
        _ => null,
    };
}
