package upstream

import "github.com/tolsey/tolsey/node/dialect"

// profiles are the vendors that are supported. Each has a fake that speaks its wire.
var profiles = table(
	Profile{
		Kind: "openai", BaseURL: "https://api.openai.com/v1", Region: "us", Models: openAIModels, Cancels: true,
		Speaks: []Speech{chat(Speech{
			TokenField: dialect.MaxCompletionTokens, Semantics: included,
			Fields: map[string]Class{
				"prompt_cache_key": Free, "prompt_cache_retention": Free, "safety_identifier": Free, "verbosity": Answer, "prediction": Answer,
				"service_tier": Tier, "store": Keep, "web_search_options": Search,
			},
		}), responses(Speech{Semantics: included}), completions(Speech{Named: true, Semantics: included}), embeddings()},
	},
	Profile{
		Kind: "anthropic", BaseURL: "https://api.anthropic.com/v1", Region: "us", Models: Models{Path: "/models?limit=1000", IDs: "data.#.id"}, Cancels: true,
		Speaks: []Speech{messages(Speech{
			Path: "/messages",
			Fields: plus(marks(Write), map[string]Class{
				"cache_control.1h": WriteOn, "service_tier": Tier, "speed": Tier, "inference_geo": Tier, "output_format": Prompt,
				"tools[].defer_loading": Free, "tools[].input_examples": Prompt, "tools[].web_search_20250305": Search,
			}),
		})},
		Words: map[string]Meaning{"not_found_error": gone},
	},
	Profile{
		Kind: "google", BaseURL: "https://generativelanguage.googleapis.com/v1beta", Region: "us",
		Models: Models{Path: "/models?pageSize=1000", IDs: "models.#.name", Prefix: "models/"},
		Speaks: []Speech{generate(Speech{})},
		Words:  map[string]Meaning{"not_found": gone, "service_disabled": account, "consumer_invalid": account, "user_location_unsupported": noRegion},
	},
	Profile{
		Kind: "deepseek", BaseURL: "https://api.deepseek.com/v1", Region: "cn", Models: openAIModels, Cancels: true,
		Speaks: []Speech{chat(Speech{
			Semantics: included, Spell: []Spelling{noDeveloper, asDeepSeek},
			Fields: map[string]Class{"thinking": Answer, "messages[].reasoning_content": Prompt, "messages[].prefix": Free},
		}), messages(Speech{Path: "../anthropic/v1/messages", Fields: marks(Free)})},
		Words: map[string]Meaning{"model not exist": gone, "insufficient balance": account, "content exists risk": content},
	},
	Profile{
		Kind: "alibaba", BaseURL: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1", Region: "sg", Models: openAIModels,
		Speaks: []Speech{chat(Speech{
			Semantics: included, Spell: []Spelling{noDeveloper, asEnable},
			Fields: map[string]Class{
				"enable_thinking": Answer, "thinking_budget": Answer, "top_k": Free, "repetition_penalty": Free, "messages[].reasoning_content": Prompt,
				"messages[].content[].cache_control": Write, "messages[].cache_control": Write, "tools[].cache_control": Write, "enable_search": Search,
			},
		})},
		Words: map[string]Meaning{
			"invalidapikey": account, "arrearage": account, "accessdenied": noAccess, "accessdenied.unpurchased": noAccess, "model.accessdenied": noAccess,
			"modelnotfound": gone, "data_inspection_failed": content, "datainspectionfailed": content, "throttling": rate, "limitrequests": rate,
			"allocationquota.freetieronly": repriced, "limit_requests": rate, "limit_burst_rate": rate,
		},
	},
	Profile{
		Kind: "moonshot", BaseURL: "https://api.moonshot.ai/v1", Region: "sg", Models: openAIModels, Cancels: true,
		Speaks: []Speech{chat(Speech{
			Semantics: included, Spell: []Spelling{noDeveloper, asThinking},
			Fields: map[string]Class{"thinking": Answer, "prompt_cache_key": Free, "safety_identifier": Free, "messages[].reasoning_content": Prompt, "messages[].partial": Free},
		}), messages(Speech{Path: "../anthropic/v1/messages", Fields: marks(Free)})},
		Words: map[string]Meaning{
			"invalid_authentication_error": account, "incorrect_api_key_error": account, "exceeded_current_quota_error": account, "permission_denied_error": noAccess,
			"resource_not_found_error": gone, "rate_limit_reached_error": rate, "engine_overloaded_error": busy,
		},
	},
	Profile{
		Kind: "zhipu", BaseURL: "https://api.z.ai/api/paas/v4", Region: "sg", Models: openAIModels,
		Speaks: []Speech{chat(Speech{
			Semantics: included, Spell: []Spelling{noDeveloper, asThinking, toolStream},
			Fields: map[string]Class{
				"thinking": Answer, "do_sample": Free, "tool_stream": Free, "request_id": Free, "user_id": Free, "messages[].reasoning_content": Prompt,
			},
		}), messages(Speech{Path: "../../anthropic/v1/messages", Fields: marks(Free)})},
		Words: map[string]Meaning{
			"1000": account, "1001": account, "1002": account, "1003": account, "1004": account, "1110": account, "1111": account, "1112": account,
			"1113": account, "1121": account, "1309": account, "1211": gone, "1221": gone, "1220": noAccess, "1261": tooLong, "1301": content,
			"1302": rate, "1303": rate, "1304": rate, "1305": rate, "1308": rate,
		},
	},
	Profile{
		Kind: "minimax", BaseURL: "https://api.minimax.io/anthropic/v1", Region: "sg", Models: openAIModels,
		Speaks: []Speech{messages(Speech{Path: "/messages", Fields: marks(Write)})},
		Words: map[string]Meaning{
			"1002": rate, "1004": account, "1008": account, "2049": account, "1026": content, "1027": content, "1039": rate, "2013": invalid, "2061": noAccess,
			"not_found_error": gone,
		},
	},
	Profile{
		Kind: "bytedance", BaseURL: "https://ark.ap-southeast.bytepluses.com/api/v3", Region: "sg", Models: openAIModels,
		Speaks: []Speech{chat(Speech{
			Semantics: included, Spell: []Spelling{noDeveloper},
			Fields: map[string]Class{"thinking": Answer, "messages[].reasoning_content": Prompt, "service_tier": Tier},
		})},
		Words: map[string]Meaning{
			"authenticationerror": account, "accountoverdueerror": account, "invalidsubscription": account, "quotaexceeded": account,
			"accessdenied": noAccess, "modelnotopen": noAccess, "invalidendpointormodel": gone, "sensitivecontentdetected": content,
			"inputtextsensitivecontentdetected": content, "outputtextsensitivecontentdetected": content, "ratelimitexceeded": rate,
			"modelaccountrpmratelimitexceeded": rate, "modelaccounttpmratelimitexceeded": rate, "serveroverloaded": busy,
		},
	},
	Profile{
		Kind: "tencent", BaseURL: "https://api.hunyuan.cloud.tencent.com/v1", Region: "cn", Models: openAIModels, Cancels: true,
		Speaks: []Speech{chat(Speech{
			Semantics: included, Spell: []Spelling{noDeveloper, asEnable},
			Fields: map[string]Class{"enable_thinking": Answer, "top_k": Free, "messages[].reasoning_content": Prompt},
		})},
		Words: map[string]Meaning{
			"authfailure": account, "failedoperation.serviceisolate": account, "resourceunavailable.inarrears": account,
			"failedoperation.resourcepackexhausted": account, "invalidparametervalue.model": gone, "limitexceeded": rate,
			"operationdenied.textillegaldetected": content,
		},
	},
	Profile{
		Kind: "xai", BaseURL: "https://api.x.ai/v1", Region: "us", Models: openAIModels, Cancels: true,
		Stated: Stated{Field: "cost_in_usd_ticks", PerUnit: picosPerTick},
		Speaks: []Speech{chat(Speech{
			TokenField: dialect.MaxCompletionTokens, Semantics: dialect.Semantics{Reasoning: dialect.Excluded}, Spell: []Spelling{noDeveloper},
			Fields: map[string]Class{"messages[].reasoning_content": Prompt, "search_parameters": Search},
		})},
	},
	Profile{
		Kind: "openrouter", BaseURL: "https://openrouter.ai/api/v1", Region: "us", Models: openAIModels, Cancels: true,
		Stated: Stated{Field: "cost", PerUnit: picosPerDollar},
		Speaks: []Speech{chat(Speech{
			Semantics: dialect.Semantics{Reasoning: dialect.Included, ReadHoldsWrite: true},
			Fields: map[string]Class{
				"reasoning": Answer, "include_reasoning": Answer, "verbosity": Answer, "top_k": Free, "top_a": Free, "min_p": Free, "repetition_penalty": Free,
				"messages[].reasoning": Prompt, "messages[].reasoning_content": Prompt, "messages[].reasoning_details": Prompt, "session_id": Free,
				"messages[].content[].cache_control": Write, "cache_control": Write,
			},
		})},
	},
	// Any server that speaks OpenAI's dialect: vLLM, SGLang, Ollama, llama.cpp, most vendors' compatible endpoints.
	Profile{
		Kind: "openai-compatible", Models: openAIModels, Cancels: true,
		Speaks: []Speech{chat(Speech{
			Fields: map[string]Class{"top_k": Free, "min_p": Free, "repetition_penalty": Free, "messages[].reasoning_content": Prompt},
		}), completions(Speech{Fields: map[string]Class{"top_k": Free, "min_p": Free, "repetition_penalty": Free}}), named(responses(Speech{})), embeddings()},
		Words: map[string]Meaning{"notfounderror": gone, "badrequesterror": invalid},
	},
)

// included is how most vendors of OpenAI's dialect count: thoughts are part of the completion.
var included = dialect.Semantics{Reasoning: dialect.Included}

// openAIModels is the list of models in OpenAI's form.
var openAIModels = Models{Path: "/models", IDs: "data.#.id"}

// named leaves a dialect to offers that name it.
func named(s Speech) Speech {
	s.Named = true
	return s
}

func table(list ...Profile) map[string]Profile {
	out := make(map[string]Profile, len(list))
	for _, p := range list {
		out[p.Kind] = p
	}
	return out
}
