package dialect

// GeminiCodec is the codec of Gemini.
var GeminiCodec Codec = gemini{}
