package dialect

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/tolsey/tolsey/market"
)

var geminiRoles = []string{"user", "model", "function"}

// turns reads the conversation.
func (d *geminiDecoder) turns() error {
	d.messages = true
	return d.each("contents", func(i int) error {
		d.contents++
		return d.turn(fmt.Sprintf("contents[%d]", i), geminiRoles)
	})
}

// system reads the instruction that stands before the conversation. Its role means nothing.
func (d *geminiDecoder) system() error { return d.turn("systemInstruction", nil) }

// turn reads one content: who says it, and its parts.
func (d *geminiDecoder) turn(place string, roles []string) error {
	if d.peek() != '{' {
		return badPrompt(place, "Field '%s' must be an object.", place)
	}
	d.r.Messages++
	parts := 0
	err := d.members("contents[].", geminiTurn, func(key string) error {
		if key == "role" {
			role, err := d.prompt(func() string { return place + ".role" })
			if err == nil && roles != nil && len(role) > 0 && !slices.Contains(roles, string(role)) {
				err = badPrompt(place+".role", "The role of '%s' must be one of %q.", place, roles)
			}
			return err
		}
		return d.each(place+".parts", func(j int) error {
			parts++
			return d.geminiPart(fmt.Sprintf("%s.parts[%d]", place, j))
		})
	})
	if err == nil && parts == 0 {
		err = badPrompt(place+".parts", "'%s' has no parts.", place)
	}
	return err
}

// geminiPart reads one part: text, media, or what has to do with tools.
func (d *geminiDecoder) geminiPart(place string) error {
	if d.peek() != '{' {
		return badPrompt(place, "Field '%s' must be an object.", place)
	}
	says := false
	err := d.members("contents[].parts[].", geminiPart, func(key string) error {
		says = true
		switch key {
		case "text":
			_, err := d.prompt(func() string { return place + ".text" })
			return err
		case "inlineData":
			return d.blob(place + ".inlineData")
		case "fileData":
			return market.Refuse(http.StatusBadRequest, market.ImageURLNotAllowed, place+".fileData",
				"Files are not fetched from addresses: send the data as inlineData in base64.")
		}
		if err := d.use("contents[].parts[]." + key); err != nil {
			return err
		}
		switch key {
		case "functionCall":
			return d.counted(place+".functionCall", geminiCall)
		case "functionResponse":
			return d.functionResponse(place + ".functionResponse")
		case "thought", "mediaResolution", "mediaProcessing", "videoMetadata", "partMetadata":
			return d.skip()
		}
		v, err := d.value()
		d.r.Extra = append(d.r.Extra, v)
		return err
	})
	if err == nil && !says {
		err = badPrompt(place, "'%s' has neither text nor data.", place)
	}
	return err
}

// counted reads an object that stands in the prompt as it is written.
func (d *geminiDecoder) counted(param string, keys []string) error {
	if d.peek() != '{' {
		return badPrompt(param, "Field '%s' must be an object.", param)
	}
	start := d.i
	err := d.members("contents[].parts[].functionCall.", keys, func(string) error { return d.skip() })
	if err == nil {
		d.count(compact(d.b[start:d.i]))
	}
	return err
}

// functionResponse reads what a tool gave: an object that stands in the prompt, and media beside it.
func (d *geminiDecoder) functionResponse(param string) error {
	if d.peek() != '{' {
		return badPrompt(param, "Field '%s' must be an object.", param)
	}
	start, media := d.i, span{}
	err := d.members("contents[].parts[].functionResponse.", geminiResult, func(key string) error {
		if key != "parts" {
			return d.skip()
		}
		media = span{key: d.keyAt, from: d.i}
		err := d.each(param+".parts", func(j int) error {
			place := fmt.Sprintf("%s.parts[%d]", param, j)
			if d.peek() != '{' {
				return badPrompt(place, "Field '%s' must be an object.", place)
			}
			return d.members("contents[].parts[].functionResponse.parts[].", geminiResultPart, func(key string) error {
				if key == "inlineData" {
					return d.blob(place + ".inlineData")
				}
				return market.Refuse(http.StatusBadRequest, market.ImageURLNotAllowed, place+".fileData",
					"Files are not fetched from addresses: send the data as inlineData in base64.")
			})
		})
		media.to = d.i
		return err
	})
	if err != nil {
		return err
	}
	text := d.b[start:d.i]
	if media.set() { // the pictures are bounded by their size, not by their base64
		text = splice(text, []edit{removal(text, span{key: media.key - start, from: media.from - start, to: media.to - start})})
	}
	d.count(compact(text))
	return nil
}

// blob reads media that stand in the request.
func (d *geminiDecoder) blob(param string) error {
	if d.peek() != '{' {
		return badPrompt(param, "Field '%s' must be an object.", param)
	}
	var kind string
	var data str
	err := d.members("contents[].parts[].inlineData.", geminiBlob, func(key string) (err error) {
		switch key {
		case "mimeType":
			kind, err = d.text(param + ".mimeType")
		case "data":
			if d.peek() != '"' {
				return badPrompt(param+".data", "Field '%s.data' must be a string.", param)
			}
			data, err = d.str()
		default:
			err = d.skip()
		}
		return err
	})
	if err != nil {
		return err
	}
	class, media := mediaOf(kind)
	if class == "" {
		return badPrompt(param+".mimeType", "Field '%s.mimeType' must be a MIME type, such as image/png.", param)
	}
	if err := d.use("contents[].parts[].inlineData." + class); err != nil {
		return err
	}
	if media == Image {
		return d.picture(kind, data.bytes(), param)
	}
	d.media(media, part{data: data})
	return nil
}

// mediaOf is what a MIME type says, and how Fields names it; "" for none.
func mediaOf(mime string) (class string, kind MediaKind) {
	major, minor, ok := strings.Cut(mime, "/")
	switch {
	case !ok || major == "" || minor == "":
		return "", 0
	case major == "image":
		return "image", Image
	case major == "audio":
		return "audio", Audio
	case major == "video":
		return "video", Video
	}
	return "file", File
}
