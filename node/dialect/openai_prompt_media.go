package dialect

import (
	"encoding/json"
	"strings"
)

// located reads an image or a video: {url, detail}.
func (c *chatReader) located(place, kind string, raw json.RawMessage) (*Content, error) {
	m := &Content{Kind: Image}
	if kind == "video_url" {
		m.Kind = Video
	}
	if s, ok := stringOf(raw); ok { // some clients leave the object out
		m.place(s)
		return m, nil
	}
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "url":
			var url string
			err := c.text(&url, place+".url", value)
			m.place(url)
			return err
		case "detail":
			return c.text(&m.Detail, place+".detail", value)
		}
		c.rest("messages[].content[]."+kind+"."+name, value)
		return nil
	})
	return m, err
}

// place takes a URL: the data within it, or where they are.
func (m *Content) place(url string) {
	head, data, ok := strings.Cut(url, ",")
	if kind, base64ed := strings.CutSuffix(head, ";base64"); ok && base64ed && strings.HasPrefix(kind, "data:") {
		m.MIME, m.Data = strings.TrimPrefix(kind, "data:"), data
		return
	}
	m.URL = url
}

// url is where media are, or all of them in a URL.
func (m *Content) url() string {
	if m.Data == "" {
		return m.URL
	}
	return "data:" + m.MIME + ";base64," + m.Data
}

// audioTypes are the MIME types of OpenAI's names of audio formats that have another.
var audioTypes = map[string]string{"mp3": "audio/mpeg", "pcm16": "audio/L16"}

func (c *chatReader) audio(place string, raw json.RawMessage) (*Content, error) {
	m, format := &Content{Kind: Audio}, ""
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "data":
			return c.text(&m.Data, place+".data", value)
		case "format":
			return c.text(&format, place+".format", value)
		}
		c.rest("messages[].content[].input_audio."+name, value)
		return nil
	})
	if m.MIME = audioTypes[format]; m.MIME == "" {
		m.MIME = "audio/" + format
	}
	return m, err
}

// audioFormat is OpenAI's name of an audio format.
func audioFormat(mime string) string {
	for format, m := range audioTypes {
		if m == mime {
			return format
		}
	}
	format := strings.TrimPrefix(mime, "audio/")
	switch format {
	case "mp3", "x-mp3":
		return "mp3"
	case "x-wav", "wave", "vnd.wave":
		return "wav"
	}
	return format
}

func (c *chatReader) file(place string, raw json.RawMessage) (*Content, error) {
	m := &Content{Kind: File}
	_, err := eachMember(raw, func(name string, value json.RawMessage) error {
		switch name {
		case "file_data":
			var data string
			err := c.text(&data, place+".file_data", value)
			if m.place(data); m.URL == data && !strings.Contains(data, ":") {
				m.URL, m.Data, m.MIME = "", data, "application/pdf" // bare base64
			}
			return err
		case "file_id":
			return c.text(&m.FileID, place+".file_id", value)
		case "filename":
			return c.text(&m.Name, place+".filename", value)
		}
		c.rest("messages[].content[].file."+name, value)
		return nil
	})
	return m, err
}
