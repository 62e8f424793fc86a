using System.Security.Claims;
using ChildLink.Api.Problems;
using ChildLink.Privacy.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;

namespace ChildLink.Api.Authentication;

/// <summary>
/// The bearer scheme of the server. This file alone touches the JwtBearer package: it takes the token from the
/// header and asks the <see cref="TokenJudge"/>, so that HTTP and the command line judge alike.
/// </summary>
public static class BearerAuthentication
{
    private const string Prefix = "Bearer ";

    /// <summary>Adds authentication; endpoints demand it by <c>RequireAuthorization</c>.</summary>
    public static IServiceCollection AddBearerAuthentication(this IServiceCollection services, TokenJudge judge)
    {
        ArgumentNullException.ThrowIfNull(judge);
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(options =>
        {
            options.SaveToken = false;
            options.IncludeErrorDetails = false;
            options.Events = new JwtBearerEvents
            {
                OnMessageReceived = context => JudgeAsync(context, judge),
                OnChallenge = ChallengeAsync,
            };
        });
        services.AddAuthorization();
        return services;
    }

    /// <summary>The identity that the token of this request proved; null before authentication and when it failed.</summary>
    public static Identity? ProvenIdentity(this HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.AcceptedToken()?.Identity;
    }

    /// <summary>The verdict on the token of this request, when it was accepted; else null.</summary>
    internal static TokenVerdict.Accepted? AcceptedToken(this HttpContext http) => http.Features.Get<TokenVerdict.Accepted>();

    /// <summary>Takes the token out of <c>Bearer &lt;token&gt;</c>; null where the text is of another scheme.</summary>
    internal static string? TokenOf(string? authorization) =>
        authorization is not null && authorization.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? authorization[Prefix.Length..].Trim() : null;

    private static async Task JudgeAsync(MessageReceivedContext context, TokenJudge judge)
    {
        var header = context.Request.Headers.Authorization;
        // Several headers are as good as none: which one would count?
        if (header is not [var single] || TokenOf(single) is not { } token)
        {
            context.NoResult();
            return;
        }

        switch (await judge.JudgeAsync(token, context.HttpContext.RequestAborted))
        {
            case TokenVerdict.Accepted accepted:
                context.HttpContext.Features.Set(accepted);
                context.Principal = new ClaimsPrincipal(new ClaimsIdentity(
                    [new Claim(ClaimTypes.NameIdentifier, accepted.Identity.Person)], JwtBearerDefaults.AuthenticationScheme));
                context.Success();
                break;
            case TokenVerdict.Refused refused:
                context.HttpContext.Features.Set(refused);
                context.Fail(refused.Code);
                break;
        }
    }

    private static async Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var refused = context.HttpContext.Features.Get<TokenVerdict.Refused>() ?? new TokenVerdict.Refused(TokenVerdict.Codes.Missing);
        var problem = TokenProblem.Of(refused.Code);
        if (problem.Status == StatusCodes.Status401Unauthorized)
            context.HttpContext.Response.Headers.WWWAuthenticate = Challenge(refused.Code);
        await ProblemWriter.WriteAsync(context.HttpContext, problem, null, null, context.HttpContext.RequestAborted);
    }

    // RFC 6750 section 3: no error code where no token was sent.
    private static string Challenge(string code) => code == TokenVerdict.Codes.Missing
        ? "Bearer realm=\"childlink\""
        : "Bearer realm=\"childlink\", error=\"invalid_token\"";
}
