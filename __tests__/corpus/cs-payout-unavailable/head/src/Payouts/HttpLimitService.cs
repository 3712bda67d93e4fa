using System.Net.Http.Json;
using Microsoft.Extensions.Logging;

namespace Example.Payouts;

public sealed class HttpLimitService(HttpClient http, ILogger<HttpLimitService> log) : ILimitService
{
    public async Task<LimitAnswer> CheckAsync(string accountId, decimal amount, CancellationToken cancel)
    {
        try
        {
            using var response = await http.PostAsJsonAsync("v1/limits/check", new { accountId, amount }, cancel);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<LimitAnswer>(cancel)
                ?? new LimitAnswer(false, "no answer");
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            log.LogWarning(error, "The limit of {Account} could not be checked", accountId);
            return new LimitAnswer(false, "Payouts are not available at the moment.");
        }
    }
}
