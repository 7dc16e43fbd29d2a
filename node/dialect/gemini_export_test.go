package dialect

// GeminiCodec is the codec of Gemini.
var GeminiCodec Converter = gemini{}
