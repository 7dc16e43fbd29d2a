package dialect

import "fmt"

// toolSets reads the definitions of tools. The whole array stands in the prompt.
func (d *geminiDecoder) toolSets() error {
	d.space()
	start := d.i
	if err := d.each("tools", d.toolSet); err != nil {
		return err
	}
	if d.r.Tools {
		d.count(compact(d.b[start:d.i]))
	}
	return nil
}

// toolSet reads some tools: functions of the application's, or one that Google runs itself.
func (d *geminiDecoder) toolSet(i int) error {
	param := fmt.Sprintf("tools[%d]", i)
	if d.peek() != '{' {
		return badRequest(param, "Field '%s' must be an object.", param)
	}
	return d.members("tools[].", geminiTool, func(key string) error {
		d.r.Tools = true
		if err := d.use("tools[]." + key); err != nil {
			return err
		}
		if key != "functionDeclarations" {
			return d.skip()
		}
		return d.each(param+".functionDeclarations", func(j int) error {
			return d.declaration(fmt.Sprintf("%s.functionDeclarations[%d]", param, j))
		})
	})
}

func (d *geminiDecoder) declaration(param string) error {
	if d.peek() != '{' {
		return badRequest(param, "Field '%s' must be an object.", param)
	}
	named := false
	err := d.members("tools[].functionDeclarations[].", geminiFunction, func(key string) error {
		if key == "name" {
			named = d.peek() == '"'
		}
		return d.skip()
	})
	if err == nil && !named {
		err = badRequest(param+".name", "'%s' has no name.", param)
	}
	return err
}

// toolConfig names what of it is used: some of it belongs to tools that Google runs itself.
func (d *geminiDecoder) toolConfig() error {
	if d.peek() != '{' {
		return badRequest("toolConfig", "Field 'toolConfig' must be an object.")
	}
	return d.members("toolConfig.", geminiToolConfig, func(key string) error {
		if err := d.use("toolConfig." + key); err != nil {
			return err
		}
		if key != "functionCallingConfig" {
			return d.skip()
		}
		const place = "toolConfig.functionCallingConfig"
		if d.peek() != '{' {
			return badRequest(place, "Field '%s' must be an object.", place)
		}
		return d.members(place+".", geminiCalling, func(key string) error {
			if key == "streamFunctionCallArguments" && d.peek() == 't' {
				if err := d.use(place + "." + key); err != nil {
					return err
				}
			}
			return d.skip()
		})
	})
}
