<?php
// Does our retry pay twice? Start `npx receivables-edge twin --demo`, then: php retry.php http://127.0.0.1:8788
[, $twin] = $argv;

function send(string $method, string $url, array $body, array $headers = []): array
{
    $options = ['method' => $method, 'content' => json_encode($body), 'ignore_errors' => true,
        'header' => ['key: rek_twin_only', 'Content-Type: application/json', ...$headers]];
    $text = @file_get_contents($url, false, stream_context_create(['http' => $options]));
    // No answer at all is 0: the connection broke.
    $status = $text === false ? 0 : (int) explode(' ', $http_response_header[0])[1];
    return [$status, json_decode((string) $text, true)];
}

/** Ours: tries until it is answered. */
function pay(string $twin, array $headers): int
{
    $body = ['amount' => ['amount' => '7.50', 'currency' => 'AUD'], 'receivedOn' => '2026-01-01'];
    for ($attempt = 1; $attempt <= 3; $attempt++) {
        [$status] = send('POST', "$twin/v1/payment-plans/1/payments", $body, ['If-Match: *', ...$headers]);
        if ($status >= 200 && $status < 500) break;
    }
    [, $plan] = send('GET', "$twin/v1/payment-plans/1", []);
    return count($plan['payments']);
}

foreach (['answer-lost', 'answer-cut'] as $kind) {
    foreach (['without a key' => [], 'with a key' => ['Idempotency-Key: invoice-4711']] as $how => $headers) {
        send('DELETE', "$twin/_twin/state", []);
        send('POST', "$twin/_twin/state", ['load' => 'demo']);
        send('POST', "$twin/_twin/faults", ['kind' => $kind, 'route' => 'POST /v1/payment-plans/{id}/payments']);
        printf("%s, %s: %d\n", $kind, $how, pay($twin, $headers));
    }
}
