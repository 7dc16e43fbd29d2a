package dashboard

import (
	"embed"
	"net/http"
)

//go:embed static
var static embed.FS

// pageFiles is the page: a shell without data, its style and its script. They hold no secret, so that anybody on the machine may
// load them; what they show they read from the API with a token.
var pageFiles = []struct{ path, file, kind string }{
	{"/{$}", "static/index.html", "text/html; charset=utf-8"},
	{"/style.css", "static/style.css", "text/css; charset=utf-8"},
	{"/app.js", "static/app.js", "text/javascript; charset=utf-8"},
	{"/view.js", "static/view.js", "text/javascript; charset=utf-8"},
	{"/icon.svg", "static/icon.svg", "image/svg+xml"},
}

func (a *api) pages() []route {
	var out []route
	for _, f := range pageFiles {
		body, err := static.ReadFile(f.file)
		if err != nil {
			panic("developer error: page file is not embedded: " + err.Error())
		}
		out = append(out, route{method: http.MethodGet, path: f.path, least: nobody, stream: func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", f.kind)
			_, _ = w.Write(body) // the client may have left
		}})
	}
	return out
}
