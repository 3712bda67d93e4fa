using System.Net.Http.Json;

namespace Example.Payouts;

public sealed class HttpLimitService(HttpClient http) : ILimitService
{
    public async Task<LimitAnswer> CheckAsync(string accountId, decimal amount, CancellationToken cancel)
    {
        using var response = await http.PostAsJsonAsync("v1/limits/check", new { accountId, amount }, cancel);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<LimitAnswer>(cancel)
            ?? new LimitAnswer(false, "no answer");
    }
}
