package dialect

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/gif" // dimensions of images in data URLs
	_ "image/jpeg"
	_ "image/png"
	"net/http"
	"strings"

	"github.com/tolsey/tolsey/market"
)

// maxImage bounds one image of a prompt, decoded bytes.
const maxImage = 20 << 20

// part is one part of a message's content, its type and what of its data is judged.
type part struct {
	kind          string
	text, refusal []byte
	data          str // the image's URL, the audio's or the file's data
}

func (d *requestDecoder) part(i, j int) error {
	place := func() string { return fmt.Sprintf("messages[%d].content[%d]", i, j) }
	if d.peek() != '{' {
		return badPrompt(place(), "Part %d of message %d must be an object.", j, i)
	}
	var p part
	if err := d.object(func(name []byte) error { return d.partField(&p, name, place) }); err != nil {
		return err
	}
	switch p.kind {
	case "":
		return badPrompt(place()+".type", "Part %d of message %d has no type.", j, i)
	case "text":
		d.count(p.text)
		return nil
	case "refusal":
		d.count(p.refusal)
		return nil
	}
	if err := d.use("messages[].content[]." + p.kind); err != nil {
		return err
	}
	switch p.kind {
	case "image_url":
		return d.image(p, place()+".image_url")
	case "input_audio":
		d.media(Audio, p)
	case "file":
		d.media(File, p)
	case "video_url":
		d.media(Video, p)
	}
	return nil
}

func (d *requestDecoder) partField(p *part, name []byte, place func() string) (err error) {
	if k := variant(name, partKeys); k != "" {
		return caseError("messages[].content[].", name, k)
	}
	param := func() string { return place() + "." + string(name) }
	switch string(name) {
	case "type":
		p.kind, err = d.text("messages[].content[].type")
		return err
	case "text":
		p.text, err = d.words(param)
		return err
	case "refusal":
		p.refusal, err = d.words(param)
		return err
	case "image_url", "input_audio", "file", "video_url":
		if d.peek() == '{' {
			return d.object(func(name []byte) error { return d.mediaField(p, name) })
		}
	case "cache_control":
		d.r.CacheControl = true
		err = d.use("messages[].content[].cache_control")
	default:
		err = d.useIn("messages[].content[].", name)
	}
	if err != nil {
		return err
	}
	return d.skip()
}

func (d *requestDecoder) mediaField(p *part, name []byte) error {
	if k := variant(name, mediaKeys); k != "" {
		return caseError("messages[].content[].", name, k)
	}
	switch string(name) {
	case "url", "data", "file_data":
		if d.peek() == '"' {
			var err error
			p.data, err = d.str()
			return err
		}
	case "file_id":
		if err := d.use("messages[].content[].file.file_id"); err != nil {
			return err
		}
	}
	return d.skip()
}

// media notes a part whose tokens can only be bounded by its size.
func (d *requestDecoder) media(kind MediaKind, p part) {
	d.r.Media = append(d.r.Media, Media{Kind: kind, Bytes: uint64(len(p.data.raw))})
}

// image notes an image. Only data URLs are taken: nobody here fetches one, and what nobody has seen has no bound in tokens.
func (d *requestDecoder) image(p part, param string) error {
	url := p.data.bytes()
	head, data, isData := bytes.Cut(url, []byte(","))
	if !isData || !bytes.HasPrefix(head, []byte("data:")) {
		return market.Refuse(http.StatusBadRequest, market.ImageURLNotAllowed, param,
			"Images are not fetched from addresses: send the image as a data: URL in base64.")
	}
	kind, base64ed := strings.CutSuffix(strings.TrimPrefix(string(head), "data:"), ";base64")
	if !base64ed || !strings.HasPrefix(kind, "image/") {
		return market.Refuse(http.StatusBadRequest, market.InvalidImage, param, "The image's data: URL must be image/... in base64.")
	}
	return d.picture(kind, data, param)
}

// picture notes an image of a MIME type by its data in base64.
func (d *requestDecoder) picture(kind string, data []byte, param string) error {
	size := base64.StdEncoding.DecodedLen(len(data))
	if size > maxImage {
		return market.Refuse(http.StatusBadRequest, market.ImageTooLarge, param, "The image has %d bytes, at most %d are taken.", size, maxImage)
	}
	m := Media{Kind: Image, Bytes: uint64(size)}
	conf, _, err := image.DecodeConfig(base64.NewDecoder(base64.StdEncoding, bytes.NewReader(data)))
	if err == nil && conf.Width > 0 && conf.Height > 0 {
		m.Width, m.Height = uint64(conf.Width), uint64(conf.Height)
	} else if kind == "image/png" || kind == "image/jpeg" || kind == "image/gif" {
		return market.Refuse(http.StatusBadRequest, market.InvalidImage, param, "The image is not a readable %s.", kind)
	}
	d.r.Media = append(d.r.Media, m)
	return nil
}
