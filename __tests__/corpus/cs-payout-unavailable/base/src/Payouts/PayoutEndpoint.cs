using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Example.Payouts;

public sealed record PayoutRequest(decimal Amount, string Iban);

public static class PayoutEndpoint
{
    public static async Task<Results<Accepted, ProblemHttpResult>> Post(
        PayoutRequest request,
        ClaimsPrincipal user,
        ILimitService limits,
        IPayoutQueue queue,
        CancellationToken cancel)
    {
        var accountId = user.FindFirstValue("account_id")!;
        if (request.Amount <= 0)
        {
            return TypedResults.Problem("The amount must be positive.", statusCode: 422);
        }

        var answer = await limits.CheckAsync(accountId, request.Amount, cancel);
        if (!answer.Allowed)
        {
            return TypedResults.Problem(answer.Reason, statusCode: 403);
        }

        await queue.EnqueueAsync(accountId, request.Amount, request.Iban, cancel);
        return TypedResults.Accepted((string?)null);
    }
}
