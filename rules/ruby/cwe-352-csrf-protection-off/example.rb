class OrdersController < ApplicationController
  # ruleid: ruby.cwe-352.csrf-protection-off
  skip_before_action :verify_authenticity_token
end

class CartsController < ApplicationController
  # ruleid: ruby.cwe-352.csrf-protection-off
  skip_forgery_protection
end

class ListsController < ApplicationController
  # ruleid: ruby.cwe-352.csrf-protection-off
  skip_before_action :verify_authenticity_token, raise: false
end

class HooksController < ApplicationController
  # ok: ruby.cwe-352.csrf-protection-off
  skip_before_action :verify_authenticity_token, only: [:stripe]
end

class ApiController < ApplicationController
  # ok: ruby.cwe-352.csrf-protection-off
  protect_from_forgery with: :null_session
  # ok: ruby.cwe-352.csrf-protection-off
  skip_forgery_protection if: -> { request.headers["Authorization"].present? }
  # ok: ruby.cwe-352.csrf-protection-off
  skip_before_action :set_locale
end
