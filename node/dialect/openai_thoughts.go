package dialect

// thoughts reads reasoning_details, in which OpenRouter and its like send what goes back to the vendor with a thought. Their texts
// are taken where the message does not have them under another name; some: it has some of them here.
func (r *chunkReader) thoughts(told bool) (some bool, err error) {
	err = r.array(func(int) error {
		if r.peek() != '{' {
			return r.skip()
		}
		return r.object(func(name []byte) error {
			var err error
			switch string(name) {
			case "text", "summary":
				if !told {
					said, err := r.text(Reasoning)
					some = some || said
					return err
				}
			case "signature":
				_, err = r.text(Signature)
				return err
			case "data":
				_, err = r.text(Sealed)
				return err
			}
			return r.skip()
		})
	})
	return some, err
}
