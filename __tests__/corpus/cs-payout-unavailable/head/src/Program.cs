using Example.Payouts;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAuthentication().AddJwtBearer();
builder.Services.AddAuthorization();
builder.Services.AddSingleton<IPayoutQueue, SqlPayoutQueue>();
builder.Services.AddHttpClient<ILimitService, HttpLimitService>(http =>
{
    http.BaseAddress = new Uri(builder.Configuration["Limits:Address"]!);
    http.Timeout = TimeSpan.FromSeconds(2);
});

var app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapPost("/payouts", PayoutEndpoint.Post).RequireAuthorization();
app.Run();
