package config

import (
	"reflect"
	"strings"
)

// keysByType lists the keys of each mapping of the files by the name of its Go type, which is what the decoder's errors carry.
func keysByType() map[string][]string {
	out := map[string][]string{}
	collectKeys(reflect.TypeFor[Config](), out)
	collectKeys(reflect.TypeFor[Network](), out)
	return out
}

func collectKeys(t reflect.Type, out map[string][]string) {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || !strings.HasSuffix(t.PkgPath(), "/config") || out[t.Name()] != nil {
		return
	}
	for i := range t.NumField() {
		key, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if key == "" {
			continue
		}
		out[t.Name()] = append(out[t.Name()], key)
		collectKeys(t.Field(i).Type, out)
	}
}
