namespace Example.Payouts;

public sealed record LimitAnswer(bool Allowed, string? Reason);

public interface ILimitService
{
    /// <summary>Asks the risk service whether the account may pay out the amount today.</summary>
    Task<LimitAnswer> CheckAsync(string accountId, decimal amount, CancellationToken cancel);
}
