package dialect

// Messages is the codec of Anthropic Messages.
var Messages Codec = anthropic{}
