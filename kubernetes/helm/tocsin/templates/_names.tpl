{{- define "tocsin.name" -}}
{{- default .Release.Name .Values.name -}}
{{- end -}}

{{- define "tocsin.selector" -}}
app.kubernetes.io/name: tocsin
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "tocsin.labels" -}}
{{ include "tocsin.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end -}}

{{- /* At the public host a route of the console would stand on the internet. */ -}}
{{- define "tocsin.console-apart" -}}
{{- if eq .Values.console.host .Values.host -}}
{{- fail "console.host: must be another host than host, which the internet reaches" -}}
{{- end -}}
{{- end -}}
