package gateway_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func mirror(t *testing.T, target, key string) (int, string) {
	t.Helper()
	w := ask(t, quiet(t, &fakeBuyer{}), "GET", "/api/v1/"+target, "", map[string]string{"Authorization": "Bearer " + key})
	return w.Code, w.Body.String()
}

// Every offer of a model is one endpoint.
func TestEndpoints(t *testing.T) {
	status, body := mirror(t, "models/acme/fast-1/endpoints", goodKey)
	require.Equal(t, http.StatusOK, status, body)
	require.Equal(t, 2, strings.Count(body, `"provider_name":"16Uiu2HAmSeller`))
	row := func(n string) string {
		return `{"name":"16Uiu2HAmSeller` + n + ` | acme/fast-1","model_id":"acme/fast-1","model_name":"acme/fast-1","context_length":200000,
			"pricing":{"prompt":"0.00000015","completion":"0.0000006","input_cache_read":"0.000000015","overrides":[
				{"min_prompt_tokens":128000,"prompt":"0.0000003"},{"utc_start":100,"utc_end":400,"completion":"0.0000003"}]},
			"provider_name":"16Uiu2HAmSeller` + n + `","tag":"16Uiu2HAmSeller` + n + `","quantization":null,"max_completion_tokens":16384,"max_prompt_tokens":null,
			"supported_parameters":["tools"],"status":0,"uptime_last_5m":null,"uptime_last_30m":null,"uptime_last_1d":null,"latency_last_30m":null,
			"throughput_last_30m":null,"supports_implicit_caching":true,"dialects":["openai"],"valid_until":1795000000}`
	}
	require.JSONEq(t, `{"data":{"id":"acme/fast-1","name":"acme/fast-1","created":1777000000,"description":"","architecture":{"input_modalities":["text"],
		"output_modalities":["text"],"instruct_type":null,"modality":"text->text"},"endpoints":[`+row("1")+","+row("2")+`]}}`, body)

	status, body = mirror(t, "models/acme/none/endpoints", goodKey)
	require.Equal(t, http.StatusNotFound, status)
	require.Contains(t, body, `"code":"model_not_found"`)
	status, _ = mirror(t, "models/acme/fast-1/endpoints", "sk-test-limited")
	require.Equal(t, http.StatusNotFound, status, "a key sees what it may buy")
	status, body = mirror(t, "models", goodKey)
	require.Equal(t, http.StatusOK, status)
	require.Contains(t, body, `"links":{"details":"/api/v1/models/acme/fast-1/endpoints"}`)
}

// A call is shown to the key that made it and to no other.
func TestGeneration(t *testing.T) {
	for _, id := range []string{pastCall.String(), "gen-" + pastCall.String(), "chatcmpl-" + pastCall.String()} {
		status, body := mirror(t, "generation?id="+id, goodKey)
		require.Equal(t, http.StatusOK, status, body)
		require.JSONEq(t, `{"data":{"id":"gen-`+pastCall.String()+`","upstream_id":null,"model":"acme/fast-1","provider_name":"16Uiu2HAmSeller","created_at":"2026-11-18T11:06:40Z",
			"streamed":true,"cancelled":false,"finish_reason":null,"total_cost":0.000007,"usage":0.000007,"upstream_inference_cost":null,"cache_discount":null,"is_byok":false,
			"latency":40,"generation_time":60,"tokens_prompt":120,"tokens_completion":35,"native_tokens_prompt":120,"native_tokens_completion":35,"native_tokens_reasoning":5,
			"native_tokens_cached":20,"num_search_results":0,"state":"done","provider_responses":[{"provider_name":"first","status":502,"code":"BUSY","latency":0,"cost":0},
			{"provider_name":"16Uiu2HAmSeller","status":200,"latency":40,"cost":0.000007}]}}`, body)
	}
	status, body := mirror(t, "generation?id="+pastCall.String(), "sk-test-limited")
	require.Equal(t, http.StatusNotFound, status, body)
	status, _ = mirror(t, "generation?id=gen-00112233445566778899aabbccddeeff", goodKey)
	require.Equal(t, http.StatusNotFound, status)
	status, body = mirror(t, "generation", goodKey)
	require.Equal(t, http.StatusBadRequest, status)
	require.Contains(t, body, "X-Generation-Id")
}

func TestKeyAndCredits(t *testing.T) {
	for _, path := range []string{"key", "auth/key"} {
		_, body := mirror(t, path, goodKey)
		require.JSONEq(t, `{"data":{"label":"main","limit":20,"limit_remaining":18,"limit_reset":"daily","usage":30,"usage_daily":1.5,"usage_weekly":null,"usage_monthly":null,
			"is_free_tier":false,"is_provisioning_key":false,"expires_at":"2027-01-15T08:00:00Z","rate_limit":{"requests":-1,"interval":"1m"}}}`, body)
	}
	_, body := mirror(t, "key", "sk-test-limited")
	require.JSONEq(t, `{"data":{"label":"sk-test-lim...","limit":null,"limit_remaining":null,"limit_reset":null,"usage":9,"usage_daily":null,"usage_weekly":null,"usage_monthly":null,
		"is_free_tier":false,"is_provisioning_key":false,"expires_at":null,"rate_limit":{"requests":-1,"interval":"1m"}}}`, body)
	_, body = mirror(t, "credits", goodKey)
	require.JSONEq(t, `{"data":{"total_credits":48,"total_usage":30}}`, body)
}
