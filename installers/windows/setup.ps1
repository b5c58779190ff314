# Sets up the checkout on Windows: powershell -ExecutionPolicy Bypass -File setup.ps1 [run|train|dev]
param([ValidateSet('run', 'train', 'dev')] [string] $Set = 'run')
$ErrorActionPreference = 'Stop'

if (-not (Get-Command py -ErrorAction SilentlyContinue)) {
    Write-Output 'error: the Python launcher "py" was not found.'
    Write-Output 'remedy: install Python 3.11 or newer for Windows, with the launcher.'
    exit 1
}
py -3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'
if ($LASTEXITCODE -ne 0) {
    Write-Output 'error: Python 3.11 or newer is needed.'
    Write-Output 'remedy: install it; "py --list" shows what is there.'
    exit 1
}
py -3 (Join-Path $PSScriptRoot '..\common\bootstrap.py') $Set
exit $LASTEXITCODE
