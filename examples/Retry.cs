// Does our retry pay twice? Start `npx receivables-edge twin --demo`, then: Retry http://127.0.0.1:8788
using System;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;

static class Retry
{
    static readonly HttpClient Http = new HttpClient();

    static Task<HttpResponseMessage> Send(string method, string url, string body = null, string key = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (body != null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("key", "rek_twin_only");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (key != null) request.Headers.Add("Idempotency-Key", key);
        return Http.SendAsync(request);
    }

    /// Ours: tries until it is answered.
    static async Task<int> Pay(string twin, string key)
    {
        var body = "{\"amount\":{\"amount\":\"7.50\",\"currency\":\"AUD\"},\"receivedOn\":\"2026-01-01\"}";
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            try
            {
                var answer = await Send("POST", twin + "/v1/payment-plans/1/payments", body, key);
                if ((int)answer.StatusCode < 500) break;
            }
            catch (HttpRequestException) { /* The connection broke. */ }
        }
        var plan = await (await Send("GET", twin + "/v1/payment-plans/1")).Content.ReadAsStringAsync();
        return Regex.Matches(plan, "\"receivedOn\"").Count;
    }

    static async Task Run(string twin)
    {
        foreach (var kind in new[] { "answer-lost", "answer-cut" })
            foreach (var key in new[] { null, "invoice-4711" })
            {
                await Send("DELETE", twin + "/_twin/state");
                await Send("POST", twin + "/_twin/state", "{\"load\":\"demo\"}");
                await Send("POST", twin + "/_twin/faults", "{\"kind\":\"" + kind + "\",\"route\":\"POST /v1/payment-plans/{id}/payments\"}");
                Console.WriteLine("{0}, {1} a key: {2}", kind, key == null ? "without" : "with", await Pay(twin, key));
            }
    }

    static void Main(string[] args) { Run(args[0]).GetAwaiter().GetResult(); }
}
