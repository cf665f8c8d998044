{{- define "approval-relay.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "approval-relay.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "approval-relay.labels" -}}
{{ include "approval-relay.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* The configuration file: `config`, and over it what the chart itself must decide. */}}
{{- define "approval-relay.configuration" -}}
{{- if ge (int .Values.shutdown.drainSeconds) (int .Values.shutdown.deadlineSeconds) -}}
{{- fail "shutdown.drainSeconds must be below shutdown.deadlineSeconds" -}}
{{- end -}}
{{- $app := dict "alias" "default" "app_id" (required "feishu.appID is required" .Values.feishu.appID) "app_secret_file" "/etc/approval-relay/secret/app-secret" -}}
{{- $feishu := dict "base_url" .Values.feishu.baseURL -}}
{{- if not (dig "feishu" "apps" "" .Values.config) -}}
{{- $_ := set $feishu "apps" (list $app) -}}
{{- end -}}
{{- $chart := dict
      "kafka" (dict "bootstrap_servers" (required "kafka.bootstrapServers is required" .Values.kafka.bootstrapServers))
      "feishu" $feishu
      "quota" (dict "per_second" (int .Values.feishuLimits.perSecond) "per_minute" (int .Values.feishuLimits.perMinute))
      "shutdown" (dict "drain" (printf "%ds" (int .Values.shutdown.drainSeconds)) "deadline" (printf "%ds" (int .Values.shutdown.deadlineSeconds)))
      "operations" (dict "listen" (printf "0.0.0.0:%d" (int .Values.operations.port))) -}}
{{- toYaml (mergeOverwrite (deepCopy .Values.config) $chart) -}}
{{- end -}}
